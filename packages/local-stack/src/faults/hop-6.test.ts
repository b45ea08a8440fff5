import { describe } from '@jest/globals';
import { feelFaults } from '../../testing/feel-faults.ts';

describe('a fault of hop 6', () => feelFaults(6));
