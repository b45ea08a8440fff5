import { jestProject } from '../../../jest.preset.mjs';

export default {
  ...jestProject('web-ui in a browser'),
  testMatch: ['<rootDir>/**/*.browser.ts'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
