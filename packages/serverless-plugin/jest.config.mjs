import { jestProject } from '../../jest.preset.mjs';

export default {
  ...jestProject('serverless-plugin'),
  globalSetup: '<rootDir>/../local-stack/testing/package-local.ts',
  globalTeardown: '<rootDir>/../local-stack/testing/remove-packages.ts',
};
