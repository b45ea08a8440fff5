import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRuntimeSockets } from './runtime-sockets.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
});
afterEach(() => rm(root, { recursive: true }));

const createLong = async (): Promise<string> => {
  const long = join(root, 'x'.repeat(90));
  await mkdir(long);
  return long;
};

describe('the sockets of the Runtime APIs', () => {
  it('have different paths in a folder that only this user can open', async () => {
    const sockets = createRuntimeSockets({ workDirectory: root });
    const paths = [sockets.next(), sockets.next()] as const;
    expect(paths[0]).not.toBe(paths[1]);
    expect(dirname(dirname(paths[0]))).toBe(root);
    expect(statSync(dirname(paths[0])).mode & 0o777).toBe(0o700);
    await sockets.remove();
    expect(await readdir(root)).toEqual([]);
  });

  it('are in the fallback folder when their path would be too long', async () => {
    const workDirectory = await createLong();
    const sockets = createRuntimeSockets({ workDirectory, fallbackDirectory: root });
    const path = sockets.next();
    expect(dirname(dirname(path))).toBe(root);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    await sockets.remove();
    expect(existsSync(dirname(path))).toBe(false);
  });

  it('name the folder and the cure when every path would be too long', async () => {
    const long = await createLong();
    const sockets = createRuntimeSockets({ workDirectory: long, fallbackDirectory: long });
    expect(() => sockets.next()).toThrow(`at most 103 bytes, and the path in ${long} is longer`);
    expect(() => sockets.next()).toThrow('Set TMPDIR');
    expect(await readdir(long)).toEqual([]);
  });

  it('are named pipes on Windows', () => {
    const sockets = createRuntimeSockets({ workDirectory: root, platform: 'win32' });
    expect(sockets.next()).toMatch(/^\\\\\.\\pipe\\hopwise-[0-9a-f-]{36}$/);
    expect(sockets.next()).not.toBe(sockets.next());
  });
});
