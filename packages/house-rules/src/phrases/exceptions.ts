import { readFileSync } from 'node:fs';
import type { PhraseFinding } from './find-phrases.ts';

/** A place where a refused phrase is right: `text` is the phrase with the words around it. */
export type PhraseException = { readonly text: string; readonly reason: string };

/** The exceptions by file, relative to the repository's root. */
export type PhraseExceptions = Record<string, PhraseException[]>;

export const readExceptions = (): PhraseExceptions =>
  JSON.parse(readFileSync(new URL('./exceptions.json', import.meta.url), 'utf8'));

const covers = ({ text }: PhraseException, { found, context, at }: PhraseFinding): boolean => {
  const inText = text.indexOf(found);
  return inText >= 0 && context.startsWith(text, at - inText);
};

/** Returns the findings without an exception, and the exceptions without a finding. */
export const applyExceptions = (
  findings: PhraseFinding[],
  exceptions: PhraseExceptions,
): { refused: PhraseFinding[]; unused: { file: string; text: string }[] } => ({
  refused: findings.filter(
    (finding) => !exceptions[finding.file]?.some((exception) => covers(exception, finding)),
  ),
  unused: Object.entries(exceptions).flatMap(([file, listed]) =>
    listed
      .filter(
        (exception) =>
          !findings.some((finding) => finding.file === file && covers(exception, finding)),
      )
      .map(({ text }) => ({ file, text })),
  ),
});
