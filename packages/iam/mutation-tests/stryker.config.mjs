/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'command',
  commandRunner: { command: 'node mutation-tests/run-examples.mjs' },
  mutate: ['src/**/*.ts', '!src/**/*.test.ts'],
  thresholds: { high: 98, low: 95, break: 95 },
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, reportTests: false },
  cleanTempDir: 'always',
  concurrency: 1,
  timeoutMS: 8_000,
};
