import { access, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import { describe, expect, it } from '@jest/globals';
import { templateCodes } from '../src/catalogue/catalogue.ts';

const root = resolve(import.meta.dirname, '../../..');

const page = await readFile(resolve(root, 'docs/findings.md'), 'utf8');

/** The sections of codes, by code. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.split('\n')[0] ?? '', text] as const)
    .filter(([heading]) => /^[A-Z_0-9]+$/.test(heading)),
);

describe('docs/findings.md', () => {
  it.each(templateCodes)('explains %s', (code) => {
    const section = sections.get(code) ?? '';
    for (const part of ['Why it happens', 'Cure', 'Reproduce']) {
      expect(section).toContain(`- **${part}**: `);
    }
  });

  it('reproduces with fixtures and fault switches that exist', async () => {
    const names = faultSwitches.map(({ name }) => name);
    for (const [, fault = ''] of page.matchAll(/hopwise faults on ([a-z0-9-]+)/g)) {
      expect(names).toContain(fault);
    }
    const fixtures = [...page.matchAll(/--template (\S+?\.yml)/g)].map(([, path = '']) => path);
    expect(fixtures.length).toBeGreaterThan(25);
    for (const path of fixtures) await access(resolve(root, path));
  });
});
