import { jestProject } from '../../jest.preset.mjs';

export default {
  ...jestProject('local-stack'),
  globalSetup: '<rootDir>/testing/package-stages.ts',
  globalTeardown: '<rootDir>/testing/remove-packages.ts',
};
