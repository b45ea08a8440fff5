import { types } from 'node:util';

const maxLines = 12;

/** Lines of the deploy tool that do not say what is wrong. */
const noise = /^\s+at |^Environment: |^Docs: |^serverless package |^Packaging |^Error:$/;

/** The first line of the first error: of the bundler, or of the deploy tool, whose next line says what is wrong. */
const errorStart = /\[ERROR\]|^Error:$/;

/** The lines of a packaging error that say what is wrong first. Paths in them start at the service directory. */
export const packagingProblem = (error: unknown): string => {
  if (!types.isNativeError(error)) return 'The reason is unknown.';
  const lines = error.message
    .replaceAll(/[^\s"]*\.hopwise\/service-[\w-]+\//g, '')
    .replaceAll(/(^|\s)(?:\.\.\/)+/g, '$1')
    .split('\n');
  const start = lines.findIndex((line) => errorStart.test(line));
  const telling = lines.slice(Math.max(0, start)).filter(isTelling);
  if (start === -1) return telling.slice(-maxLines).join('\n');
  const more = telling.length - maxLines;
  const rest = more > 0 ? [`… and ${more} more lines.`] : [];
  return [...telling.slice(0, maxLines), ...rest].join('\n');
};

const isTelling = (line: string): boolean => line.trim() !== '' && !noise.test(line);
