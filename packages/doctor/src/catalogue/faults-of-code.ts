import { catalogueEntries } from './catalogue.ts';

/**
 * The fault switches that the doctor answers with a code. The code can be in lower case and with hyphens, as in the
 * names of faults. Empty if the code does not exist or no switch produces it.
 */
export const faultsOfCode = (text: string): readonly string[] => {
  const asked = text.toUpperCase().replaceAll('-', '_');
  const [, entry] = catalogueEntries.find(([code]) => code === asked) ?? [];
  return entry?.faults ?? [];
};
