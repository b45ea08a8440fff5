import { markdownProse } from './markdown-prose.ts';
import { maskMatches } from './mask.ts';
import { scriptProse } from './script-prose.ts';
import { yamlProse } from './yaml-prose.ts';

const readers: [endings: RegExp, read: (text: string, file: string) => string][] = [
  [/\.(?:ts|tsx|mts|cts|js|mjs|cjs|jsx)$/, (text, file) => scriptProse(file, text)],
  [/\.md$/, markdownProse],
  [/\.ya?ml$/, yamlProse],
];

const skippedFiles =
  /(?:^|\/)(?:node_modules|generated|fixtures)\/|(?:^|\/)pnpm-lock\.yaml$|house-rules\/src\/phrases\/(?:phrases|[\w-]+\.test)\.ts$/;

const address = /\bhttps?:\/\/[^\s<>()"'`]+/g;

/**
 * Whether a file has text that is checked. Generated files, fixtures, the lock file, and the list of phrases with its
 * tests are skipped.
 */
export const hasProse = (file: string): boolean =>
  !skippedFiles.test(file) && readers.some(([endings]) => endings.test(file));

/**
 * The text of a file with its code and its web addresses masked; see `maskCode`. Offsets and lines are those of the file.
 * @throws a `SyntaxError` for a script that cannot be parsed
 */
export const proseOfFile = (file: string, text: string): string => {
  const [, read] = readers.find(([endings]) => endings.test(file)) ?? [];
  return maskMatches(read?.(text, file) ?? '', address);
};
