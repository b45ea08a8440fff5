import { testTimeoutMs } from './jest.preset.mjs';

export default {
  // Jest ignores the timeout of a project when it runs several projects.
  testTimeout: testTimeoutMs,
  projects: ['<rootDir>/packages/*/jest.config.mjs', '<rootDir>/services/*/jest.config.mjs'],
};
