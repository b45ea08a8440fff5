import { jestProject } from '../../jest.preset.mjs';

export default {
  ...jestProject('doctor'),
  globalSetup: '../local-stack/testing/package-stages.ts',
  globalTeardown: '../local-stack/testing/remove-packages.ts',
};
