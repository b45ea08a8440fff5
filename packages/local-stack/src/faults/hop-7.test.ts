import { describe } from '@jest/globals';
import { testFaultsOfHops } from '../../testing/test-faults-of-hops.ts';

describe('a fault of hop 7', () => testFaultsOfHops(7));
