import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { faultSwitches } from './fault-switches.ts';

const readme = resolve(import.meta.dirname, '../../README.md');

describe("the README's table of faults", () => {
  it('matches the fault switches line by line', async () => {
    const text = await readFile(readme, 'utf8');
    const [, section = ''] = /## Fault switches\n([\s\S]*?)\n## /.exec(text) ?? [];
    const rows = section.split('\n').filter((line) => /^\| \d/.test(line));
    expect(rows).toEqual(
      faultSwitches.map(
        ({ hop, name, outcome, seen }) => `| ${hop} | \`${name}\` | ${outcome} | ${seen} |`,
      ),
    );
  });
});
