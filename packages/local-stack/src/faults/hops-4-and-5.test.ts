import { describe } from '@jest/globals';
import { feelFaults } from '../../testing/feel-faults.ts';

describe('a fault of hop 4 and 5', () => feelFaults(4, 5));
