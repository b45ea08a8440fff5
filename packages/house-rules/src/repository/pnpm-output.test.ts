import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { repositoryRoot } from './root.ts';

const read = (name: string): Promise<string> => readFile(join(repositoryRoot, name), 'utf8');

it('pnpm prints nothing around the output of a script', async () => {
  expect(parse(await read('pnpm-workspace.yaml'))).toHaveProperty('reporter', 'silent');
});

it('no script runs several workspaces in one call, because the silent reporter hides their output', async () => {
  const { scripts } = JSON.parse(await read('package.json'));
  const calls = Object.values<string>(scripts).flatMap((script) => script.split('&&'));
  const several = calls.filter((call) =>
    /\spnpm.* (-r|--recursive)\s|--filter .*--filter /.test(` ${call} `),
  );
  expect(several).toEqual([]);
});
