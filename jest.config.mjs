import { testTimeoutMs } from './jest.preset.mjs';

export default {
  // Jest takes it from here alone where it runs all projects.
  testTimeout: testTimeoutMs,
  projects: ['<rootDir>/packages/*/jest.config.mjs', '<rootDir>/services/*/jest.config.mjs'],
};
