import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { liveBlames, staticBlames } from '../../testing/fault-blames.ts';
import { staticCodes } from './word-finding.ts';
import { liveCodes } from './word-live-finding.ts';

const page = await readFile(resolve(import.meta.dirname, '../../../../docs/findings.md'), 'utf8');

/** The sections of codes, by code. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.split('\n')[0] ?? '', text] as const)
    .filter(([heading]) => /^[A-Z_0-9]+$/.test(heading)),
);

const blames = [...liveBlames, ...staticBlames];

/** `hopwise faults on NAME`, then the doctor: each is run by `fault-blames.test.ts`. */
const reproductions = [...sections].flatMap(([code, text]) =>
  [...text.matchAll(/hopwise faults on ([a-z0-9-]+)`, then/g)].map(
    ([, fault = '']) => [fault, code] as const,
  ),
);

describe('docs/findings.md', () => {
  it.each(liveCodes)('explains %s', (code) => {
    const section = sections.get(code) ?? '';
    for (const part of ['Why it happens', 'Cure', 'Reproduce']) {
      expect(section).toContain(`- **${part}**: `);
    }
  });

  it('explains nothing that the doctor does not say', () => {
    const known: readonly string[] = [...staticCodes, ...liveCodes];
    expect([...sections.keys()].filter((code) => !known.includes(code))).toEqual([]);
  });

  it.each(reproductions)('switching %s on is blamed with %s', (fault, code) => {
    const [, , blamed] = blames.find(([name]) => name === fault) ?? [];
    expect(blamed).toBe(code);
  });

  it('reproduces by a fault switch whatever one can reproduce', () => {
    const reproduced = reproductions.map(([, code]) => code);
    const blamed = blames.map(([, , code]) => code).filter((code) => code !== null);
    expect(blamed.filter((code) => !reproduced.includes(code))).toEqual([]);
  });
});
