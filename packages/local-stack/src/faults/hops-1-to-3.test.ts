import { describe } from '@jest/globals';
import { feelFaults } from '../../testing/feel-faults.ts';

describe('a fault of hop 1 to 3', () => feelFaults(1, 2, 3));
