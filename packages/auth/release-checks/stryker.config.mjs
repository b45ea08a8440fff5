import { jestProject } from '../../../jest.preset.mjs';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: [import.meta.resolve('@stryker-mutator/jest-runner')],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  // Unit tests only: the fault and model tests take seconds for each mutant.
  jest: {
    config: {
      ...jestProject('auth'),
      // A mutant that makes a test wait forever must fail the test, not count as slow.
      testTimeout: 3_000,
      testPathIgnorePatterns: ['/src/faults/'],
    },
  },
  coverageAnalysis: 'perTest',
  // The code that decides about tokens and credentials, without the adapters to AWS, HTTP and Middy.
  mutate: [
    'src/credentials/credentials-{source,store}.ts',
    'src/gateway/{bearer-header,find-token,invocation-auth,replay-after-401,request-guard,send-to-gateway}.ts',
    'src/http/{retry-after,send-request}.ts',
    'src/options/secure-url.ts',
    'src/time/*.ts',
    'src/token-cache/*.ts',
    'src/token-endpoint/{check-claims,request-token,strict-json,token-request,token-response}.ts',
    'src/token-store/{integrity-tag,shared-tokens}.ts',
    '!src/**/*.test.ts',
  ],
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, reportTests: false },
  cleanTempDir: 'always',
  concurrency: 1,
  timeoutMS: 8_000,
};
