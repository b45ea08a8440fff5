import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../repository/root.ts';
import { readDecision, readDecisionIndex } from './decision-index.ts';

const folder = join(repositoryRoot, 'docs/decisions');
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
const files = readdirSync(folder).filter((file) => file !== 'README.md');

describe('readDecision', () => {
  it('reads title, date and status', () => {
    const markdown = '# A title\n\nDate: 2026-11-22. Status: accepted. More.\n\n## Context\n';
    expect(readDecision('a.md', markdown)).toEqual({
      file: 'a.md',
      title: 'A title',
      date: '2026-11-22',
      status: 'accepted',
    });
  });
});

describe('docs/decisions', () => {
  it.each(files)('has title, date and status in %s', (file) => {
    const { title, date, status } = readDecision(file, textOf(file));
    expect(title).not.toBe('');
    expect(file.startsWith(`${date}-`)).toBe(true);
    expect(['accepted', 'superseded']).toContain(status);
  });

  it('lists every record in its index, in the order of the files', () => {
    const records = files.sort().map((file) => readDecision(file, textOf(file)));
    expect(readDecisionIndex(textOf('README.md'))).toEqual(records);
  });
});
