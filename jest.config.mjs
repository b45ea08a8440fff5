import { testTimeoutMs } from './jest.preset.mjs';

export default {
  // Jest ignores the timeout of a project when it runs several projects.
  testTimeout: testTimeoutMs,
  // Node keeps the modules of each test file, so the process must be replaced before its heap is full.
  workerIdleMemoryLimit: '1.5GB',
  projects: ['<rootDir>/packages/*/jest.config.mjs', '<rootDir>/services/*/jest.config.mjs'],
};
