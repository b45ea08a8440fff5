import { describe } from '@jest/globals';
import { feelFaults } from '../../testing/feel-faults.ts';

describe('a fault of hop 7', () => feelFaults(7));
