import { types } from 'node:util';

const maxLines = 12;

/** Lines of the deploy tool that do not say what is wrong. */
const noise = /^\s+at |^Environment: |^Docs: |^serverless package |^Packaging |^Error:$/;

/** The lines of a packaging error that say what is wrong. Paths in them start at the service directory. */
export const packagingProblem = (error: unknown): string => {
  if (!types.isNativeError(error)) return 'The reason is unknown.';
  const lines = error.message
    .replaceAll(/[^\s"]*\.hopwise\/service-\w+\//g, '')
    .replaceAll(/(^|\s)(?:\.\.\/)+/g, '$1')
    .split('\n')
    .filter((line) => line.trim() !== '' && !noise.test(line));
  return lines.slice(-maxLines).join('\n');
};
