import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const repository = resolve(import.meta.dirname, '../../..');
const recorder = resolve(import.meta.dirname, '../testing/record-lookups.ts');
const folder = mkdtempSync(join(tmpdir(), 'offline-'));
const lookups = join(folder, 'lookups');

let connections = 0;
/** In place of the registry: refuses each connection. */
const registry = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  const address = registry.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  env = {
    ...process.env,
    NODE_OPTIONS: `--import=${recorder}`,
    LOOKUPS_FILE: lookups,
    npm_config_registry: `http://127.0.0.1:${port}`,
  };
});
afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true });
});

const template = 'packages/doctor/fixtures/resource-policy-missing.clean.yml';

describe('the launcher, once the packages are installed', () => {
  it.each([
    ['--help'],
    ['doctor', '--template', template],
    ['ask', 'Check security status', '--json'],
  ])('looks up no host and asks no registry for %s', async (...args) => {
    const run = promisify(execFile)(join(repository, 'hopwise'), args, { cwd: repository, env });
    await expect(run).resolves.toMatchObject({ stdout: expect.any(String) });
    expect(existsSync(lookups) ? readFileSync(lookups, 'utf8') : '').toBe('');
    expect(connections).toBe(0);
  });

  it('is tested by a recorder that sees a look-up', () => {
    const script = "require('node:net').connect(9, 'host.invalid').on('error', () => {})";
    spawnSync(process.execPath, ['-e', script], { env });
    expect(readFileSync(lookups, 'utf8')).toBe('host.invalid\n');
  });
});
