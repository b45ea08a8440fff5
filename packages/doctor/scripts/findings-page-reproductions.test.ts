import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { stackCodes, templateCodes } from '../src/catalogue/catalogue.ts';
import { faultBlames } from '../testing/fault-blames.ts';

const page = await readFile(resolve(import.meta.dirname, '../../../docs/findings.md'), 'utf8');

/** The sections of codes, by code. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.split('\n')[0] ?? '', text] as const)
    .filter(([heading]) => /^[A-Z_0-9]+$/.test(heading)),
);

/** Commands `hopwise faults on NAME`, then the doctor. `fault-blames.test.ts` runs each of them. */
const reproductions = [...sections].flatMap(([code, text]) =>
  [...text.matchAll(/hopwise faults on ([a-z0-9-]+)`, then/g)].map(
    ([, fault = '']) => [fault, code] as const,
  ),
);

describe('docs/findings.md', () => {
  it.each(stackCodes)('explains %s', (code) => {
    const section = sections.get(code) ?? '';
    for (const part of ['Why it happens', 'Cure', 'Reproduce']) {
      expect(section).toContain(`- **${part}**: `);
    }
  });

  it('explains only codes of the doctor', () => {
    const known: readonly string[] = [...templateCodes, ...stackCodes];
    expect([...sections.keys()].filter((code) => !known.includes(code))).toEqual([]);
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
