import type { Benchmark } from '../../src/benchmark.ts';
import { measureSizes, sizeGoals } from './sizes.ts';

export const cold: Benchmark = {
  summary: 'the bundles and the cold starts of the functions',
  async run() {
    const sizes = await measureSizes();
    return {
      title: 'Cold starts',
      goals: sizeGoals(sizes),
      tables: [],
      notes: [],
    };
  },
};
