import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import { describe, expect, it } from '@jest/globals';
import { faultsByCode } from './faults-by-code.ts';

describe('faultsByCode', () => {
  it('reads the faults of each code, and leaves out a code without one', () => {
    const page = [
      '# Findings',
      '## ONE',
      'Text.\n\n- **Cure**: None.\n- **Faults**: `first`, `second-one`.\n- **Reproduce**: Run it.',
      '## TWO',
      '- **Cure**: None.',
    ].join('\n\n');
    expect(faultsByCode(page)).toEqual({ ONE: ['first', 'second-one'] });
  });

  it('knows a code for every fault that breaks a hop', async () => {
    const page = await readFile(resolve(import.meta.dirname, '../../../docs/findings.md'), 'utf8');
    const known = new Set(Object.values(faultsByCode(page)).flat());
    const breaking = faultSwitches.filter(({ outcome }) => outcome === 'breaks');
    expect(breaking.filter(({ name }) => !known.has(name))).toEqual([]);
    const names = faultSwitches.map(({ name }) => name);
    expect([...known].filter((name) => !names.includes(name))).toEqual([]);
  });
});
