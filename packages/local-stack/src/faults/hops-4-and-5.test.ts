import { describe } from '@jest/globals';
import { testFaultsOfHops } from '../../testing/test-faults-of-hops.ts';

describe('a fault of hops 4 and 5', () => testFaultsOfHops(4, 5));
