/** A test that hangs ends some time; how long one takes is the machine's business. */
export const testTimeoutMs = 60_000;

/**
 * The jest project of one workspace: TypeScript by swc, native ES modules, no network but loopback.
 * @param {string} displayName
 * @returns {import('jest').Config}
 */
export const jestProject = (displayName) => ({
  displayName,
  testEnvironment: 'node',
  testTimeout: testTimeoutMs,
  testMatch: ['<rootDir>/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
});
