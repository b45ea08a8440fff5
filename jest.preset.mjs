/** In milliseconds. It only ends tests that hang; slow machines need a generous limit. */
export const testTimeoutMs = 60_000;

/**
 * The jest project of one workspace: native ES modules, with TypeScript compiled by swc.
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
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2024',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
});
