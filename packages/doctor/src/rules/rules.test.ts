import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { templateCodes } from '../catalogue/catalogue.ts';
import { diagnoseTemplate } from '../diagnose-template.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures');

/** Visible only in the sources of a template. */
const ofSources: readonly string[] = ['KEY_DUPLICATED'];

const codesIn = async (file: string): Promise<readonly string[]> => {
  const text = await readFile(resolve(fixtures, file), 'utf8');
  const { findings } = await diagnoseTemplate({ text, name: file });
  return [...new Set(findings.map(({ code }) => code))];
};

describe.each(templateCodes.filter((code) => !ofSources.includes(code)))('%s', (code) => {
  const file = code.toLowerCase().replaceAll('_', '-');

  it('is the only code in its bad fixture', async () => {
    expect(await codesIn(`${file}.bad.yml`)).toEqual([code]);
  });

  it('is not in the legitimate twin, which has no findings', async () => {
    expect(await codesIn(`${file}.clean.yml`)).toEqual([]);
  });
});
