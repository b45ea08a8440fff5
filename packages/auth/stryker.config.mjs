import { jestProject } from '../../jest.preset.mjs';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  // By the unit tests alone: random walks and whole fault cells take seconds for each mutant.
  jest: {
    config: {
      ...jestProject('auth'),
      // A mutant that makes a test wait for ever is to fail it, not to count as slow.
      testTimeout: 3_000,
      testPathIgnorePatterns: ['/src/(model|leak)\\.test\\.ts$', '/src/faults/'],
    },
  },
  coverageAnalysis: 'perTest',
  // What decides about tokens. Adapters to AWS, HTTP and Middy have tests of their own.
  mutate: [
    'src/{access-token,claims,clock,cool-down,credentials-source,credentials-store,deadline}.ts',
    'src/{retry-after,secure-url,strict-json}.ts',
    'src/{request-guard,send-authorized,gateway-exchange,http-exchange,invocation-auth}.ts',
    'src/{shared-tokens,token-cache,token-fetcher,token-flights,token-request,token-response}.ts',
  ],
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, reportTests: false },
  cleanTempDir: 'always',
  concurrency: 1,
  timeoutMS: 8_000,
};
