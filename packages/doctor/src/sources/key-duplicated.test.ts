import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from '../diagnose-template.ts';
import { keyDuplicated } from './key-duplicated.ts';
import { readSourceFiles } from './read-source-files.ts';

const role = {
  kind: 'resources',
  text: 'Resources:\n  ChatRole: { Type: AWS::IAM::Role }\n',
} as const;

describe('keyDuplicated', () => {
  it('reports a resource and a function that two files declare, with the files', () => {
    const facts = keyDuplicated([
      { ...role, path: 'one.yml' },
      { ...role, path: 'two.yml' },
      { kind: 'functions', path: 'a/functions.yml', text: 'chat: { handler: a.b }' },
      { kind: 'functions', path: 'b/functions.yml', text: 'chat: { handler: c.d }' },
    ]);
    expect(facts).toEqual([
      expect.objectContaining({ key: 'the resource ChatRole', files: 'one.yml and two.yml' }),
      expect.objectContaining({
        key: 'the function chat',
        files: 'a/functions.yml and b/functions.yml',
      }),
    ]);
  });

  it('allows a function and a resource with the same name', () => {
    const text = 'ChatRole: { handler: a.b }';
    expect(
      keyDuplicated([
        { ...role, path: 'one.yml' },
        { kind: 'functions', path: 'f.yml', text },
      ]),
    ).toEqual([]);
  });
});

describe('keyDuplicated for invalid YAML', () => {
  it.each(['*unknown', 'a: [', '&a [*a]', '', '- x', 'Resources: *unknown'])(
    'finds nothing in %j',
    (text) => {
      const files = (['functions', 'resources'] as const).flatMap((kind) =>
        ['one.yml', 'two.yml'].map((path) => ({ kind, path, text })),
      );
      expect(() => keyDuplicated(files)).not.toThrow();
      expect(keyDuplicated(files).filter(({ where }) => where === '')).toEqual([]);
    },
  );
});

describe('readSourceFiles', () => {
  it('reads the files of serverless.yml, and the doctor finds duplicates in them', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
    await writeFile(
      join(directory, 'serverless.yml'),
      'resources:\n  - ${file(./one.yml)}\n  - ${file(two.yml)}\n  - ${file(./gone.yml)}\nfunctions: ${file(f.yml)}\n',
    );
    for (const name of ['one.yml', 'two.yml']) await writeFile(join(directory, name), role.text);
    await writeFile(join(directory, 'f.yml'), 'chat: {}');
    const sources = await readSourceFiles(directory);
    expect(sources.map(({ kind, path }) => [kind, path])).toEqual([
      ['functions', 'f.yml'],
      ['resources', 'one.yml'],
      ['resources', 'two.yml'],
    ]);
    const text = 'Resources: { Here: { Type: Custom::Here } }';
    const { findings } = await diagnoseTemplate({ text, name: 'stack', sources });
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['KEY_DUPLICATED', 'one.yml, two.yml'],
    ]);
    await rm(directory, { recursive: true });
    expect(await readSourceFiles(directory)).toEqual([]);
  });
});
