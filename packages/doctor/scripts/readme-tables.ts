import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import {
  catalogue,
  catalogueEntries,
  stackCodes,
  templateCodes,
} from '../src/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../src/catalogue/entries/catalogue-entry.ts';
import { hopsOf, severityIn } from './hops-of.ts';

/** Replaces the generated tables of the doctor's README. Each table is between two comments with its name. */
export const withTables = (readme: string): string =>
  Object.entries(tables).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- begin: ${name} -->`, `<!-- end: ${name} -->`];
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) {
      throw new Error(`The README of the doctor needs the comments ${begin} and ${end}.`);
    }
    return `${before}${begin}\n${table()}\n${end}${after}`;
  }, readme);

const tables: Readonly<Record<string, () => string>> = {
  'template codes': () => codesTable(templateCodes),
  'stack codes': () => codesTable(stackCodes),
  faults: () => faultsTable(),
};

const codesTable = (codes: readonly (keyof typeof catalogue)[]): string =>
  table(
    ['code', 'severity', 'hop', 'meaning'],
    codes.map((code) => {
      const entry: CatalogueEntry<never> = catalogue[code];
      const { hops, meaning } = entry;
      const link = `[${code}](../../docs/findings.md#${code.toLowerCase()})`;
      return [link, severityIn(entry), hopsOf(hops) || 'any', firstSentence(meaning)];
    }),
  );

const firstSentence = (text: string): string => /^.+?\.(?=\s|$)/.exec(text)?.[0] ?? text;

const faultsTable = (): string =>
  table(
    ['fault', 'blamed hop', 'code', 'seen in'],
    faultSwitches.map(({ name, hop, outcome }) => {
      if (outcome === 'survived') return [name, 'none', '', 'survived'];
      const place = outcome === 'static' ? 'its template' : 'the running stack';
      return [name, String(hop), codeOfFault(name), place];
    }),
  );

const codeOfFault = (fault: string): string => {
  const found = catalogueEntries.find(([, { faults }]: Entry) => faults?.includes(fault));
  if (found) return found[0];
  throw new Error(`No catalogue entry lists the fault ${fault}. Add it to the faults of a code.`);
};

type Entry = readonly [string, CatalogueEntry<never>];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |'))
    .join('\n');
