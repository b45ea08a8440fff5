import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';

jest.setTimeout(300_000);

it('ends without a stack trace when its reader closes the pipe early', async () => {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, 'ask', 'Check security status'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const stderr = child.stderr.setEncoding('utf8').toArray();
  await once(child, 'close');
  const written = (await stderr).join('');
  expect(written).not.toContain('EPIPE');
  expect(written).not.toMatch(/^ {4}at /m);
});
