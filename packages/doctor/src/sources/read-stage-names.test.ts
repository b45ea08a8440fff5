import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readStageNames } from './read-stage-names.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopwise-stages-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('readStageNames', () => {
  it('returns the stages with parameters, without the defaults', async () => {
    const params = 'params:\n  default:\n    a: 1\n  dev:\n    a: 2\n  prod: {}\n';
    await writeFile(join(folder, 'serverless.yml'), `service: x\n${params}`);
    expect(await readStageNames(folder)).toEqual(['dev', 'prod']);
  });

  it.each([
    ['has no parameters', 'service: x\n'],
    ['is not YAML', 'service: [\n'],
  ])('returns no stage if the file %s', async (_, text) => {
    await writeFile(join(folder, 'serverless.yml'), text);
    expect(await readStageNames(folder)).toEqual([]);
  });

  it('returns no stage if the file does not exist', async () => {
    expect(await readStageNames(folder)).toEqual([]);
  });
});
