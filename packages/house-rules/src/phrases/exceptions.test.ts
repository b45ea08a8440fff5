import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../repository/root.ts';
import { applyExceptions, readExceptions } from './exceptions.ts';
import { findPhrases } from './find-phrases.ts';

const found = findPhrases('a.md', 'AWS says: "It takes IAM". It takes OAuth.');
const exception = { text: '"It takes IAM"', reason: 'Quoted from AWS.' };

describe('applyExceptions', () => {
  it('leaves out the findings that an exception of the file covers', () => {
    const { refused, unused } = applyExceptions(found, { 'a.md': [exception] });
    expect(refused).toEqual([found[1]]);
    expect(unused).toEqual([]);
  });

  it('names an exception that covers nothing', () => {
    expect(applyExceptions(found, { 'b.md': [exception] })).toEqual({
      refused: found,
      unused: [{ file: 'b.md', text: exception.text }],
    });
  });

  it('ignores an exception whose text lacks the phrase', () => {
    const { refused } = applyExceptions(found, { 'a.md': [{ text: 'AWS says', reason: 'r' }] });
    expect(refused).toEqual(found);
  });
});

describe('exceptions.json', () => {
  const exceptions = readExceptions();

  it('gives a reason for each exception', () => {
    for (const { text, reason } of Object.values(exceptions).flat()) {
      expect([text, reason]).not.toContain('');
    }
  });

  it('has no exception that is no longer needed', () => {
    const findings = Object.keys(exceptions).flatMap((file) =>
      findPhrases(file, readFileSync(join(repositoryRoot, file), 'utf8')),
    );
    expect(applyExceptions(findings, exceptions).unused).toEqual([]);
  });
});
