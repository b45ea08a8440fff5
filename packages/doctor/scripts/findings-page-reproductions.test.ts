import { describe, expect, it } from '@jest/globals';
import { stackCodes, templateCodes } from '../src/catalogue/catalogue.ts';
import { faultBlames } from '../testing/fault-blames.ts';
import { findingsPageSections } from '../testing/findings-page-sections.ts';

/** Commands `hopwise faults on NAME`, then the doctor. `fault-blames.test.ts` runs each of them. */
const reproductions = [...findingsPageSections].flatMap(([code, text]) =>
  [...text.matchAll(/hopwise faults on ([a-z0-9-]+)`, then/g)].map(
    ([, fault = '']) => [fault, code] as const,
  ),
);

describe('docs/findings.md', () => {
  it.each(stackCodes)('explains %s', (code) => {
    const section = findingsPageSections.get(code) ?? '';
    for (const part of ['Why it happens', 'Cure', 'Reproduce']) {
      expect(section).toContain(`- **${part}**: `);
    }
  });

  it('explains only codes of the doctor', () => {
    const known: readonly string[] = [...templateCodes, ...stackCodes];
    expect([...findingsPageSections.keys()].filter((code) => !known.includes(code))).toEqual([]);
  });

  it.each(reproductions)('with the fault %s, the doctor reports %s', (fault, code) => {
    const [, , blamed] = faultBlames.find(([name]) => name === fault) ?? [];
    expect(blamed).toBe(code);
  });

  it('reproduces with a fault switch every code that has one', () => {
    const reproduced = reproductions.map(([, code]) => code);
    const blamed = faultBlames.map(([, , code]) => code).filter((code) => code !== null);
    expect(blamed.filter((code) => !reproduced.includes(code))).toEqual([]);
  });
});
