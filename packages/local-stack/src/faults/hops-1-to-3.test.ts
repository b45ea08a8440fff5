import { describe } from '@jest/globals';
import { testFaultsOfHops } from '../../testing/test-faults-of-hops.ts';

describe('a fault of hops 1 to 3', () => testFaultsOfHops(1, 2, 3));
