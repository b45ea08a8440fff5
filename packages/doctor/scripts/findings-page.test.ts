import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import { describe, expect, it } from '@jest/globals';
import { templateCodes } from '../src/catalogue/catalogue.ts';
import { findingsPageSections, findingsPageText } from '../testing/findings-page-sections.ts';

const root = resolve(import.meta.dirname, '../../..');

describe('docs/findings.md', () => {
  it.each(templateCodes)('explains %s', (code) => {
    const section = findingsPageSections.get(code) ?? '';
    for (const part of ['Why it happens', 'Cure', 'Reproduce']) {
      expect(section).toContain(`- **${part}**: `);
    }
  });

  it('reproduces with fixtures and fault switches that exist', async () => {
    const names = faultSwitches.map(({ name }) => name);
    for (const [, fault = ''] of findingsPageText.matchAll(/hopwise faults on ([a-z0-9-]+)/g)) {
      expect(names).toContain(fault);
    }
    const fixtures = [...findingsPageText.matchAll(/--template (\S+?\.yml)/g)].map(
      ([, path = '']) => path,
    );
    expect(fixtures.length).toBeGreaterThan(25);
    for (const path of fixtures) await access(resolve(root, path));
  });
});
