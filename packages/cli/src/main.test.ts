import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serviceDirectory } from '@hopwise/local-stack/testing/packaged-stages';
import { expect, it, jest } from '@jest/globals';

jest.setTimeout(60_000);

const foldersOfAsk = async (): Promise<string[]> =>
  (await readdir(join(serviceDirectory, '.hopwise'))).filter((name) => name.startsWith('ask-'));

it('removes its temporary folder when its reader closes the pipe early', async () => {
  const before = await foldersOfAsk();
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, 'ask', 'Check security status'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const stderr = child.stderr.setEncoding('utf8').toArray();
  await once(child, 'close');
  expect((await stderr).join('')).not.toContain('EPIPE');
  expect(await foldersOfAsk()).toEqual(before);
});
