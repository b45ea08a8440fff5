import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processIdentity, processSpace } from './process-identity.ts';
import { createWorkDirectory, ownedPrefix } from './work-directory.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const folder = async (name: string): Promise<string> => {
  const path = join(parent, name);
  await mkdir(path);
  await writeFile(join(path, 'file'), '');
  return path;
};

const pid = process.pid.toString(36);
/** No process has this id, which is above the highest one of Linux. */
const noPid = (2 ** 23).toString(36);

describe('the work directory', () => {
  it('names its owner, and only its user can open it', async () => {
    const directory = await createWorkDirectory(parent);
    expect(basename(directory).startsWith(ownedPrefix())).toBe(true);
    expect(ownedPrefix()).toBe(`hopwise-${processSpace}-${pid}-${processIdentity(process.pid)}-`);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('is created beside those of running stacks, and removes those of ended ones', async () => {
    const running = await createWorkDirectory(parent);
    await folder(`hopwise-${processSpace}-${noPid}-000000-abcdef`);
    // Another process has got the id of the owner.
    await folder(`hopwise-${processSpace}-${pid}-000000-abcdef`);
    const created = await createWorkDirectory(parent);
    expect((await readdir(parent)).sort()).toEqual([basename(running), basename(created)].sort());
  });

  it('is created at the same time by several stacks', async () => {
    await folder(`hopwise-${processSpace}-${noPid}-000000-abcdef`);
    const created = await Promise.all([1, 2, 3].map(() => createWorkDirectory(parent)));
    expect((await readdir(parent)).sort()).toEqual(created.map((path) => basename(path)).sort());
  });

  it.each([
    'hopwise-abcdef',
    `hopwise-0000-${noPid}-000000-abcdef`,
    `hopwise-${processSpace}-${noPid}-000000-abcdef.txt`,
    `other-${processSpace}-${noPid}-000000-abcdef`,
  ])('leaves the folder %s, which has no owner or belongs to other processes', async (name) => {
    await folder(name);
    await createWorkDirectory(parent);
    expect(await readdir(parent)).toContain(name);
  });

  it('does not follow a link', async () => {
    const target = await folder('target');
    const name = `hopwise-${processSpace}-${noPid}-000000-abcdef`;
    await symlink(target, join(parent, name));
    await createWorkDirectory(parent);
    expect(await readdir(target)).toEqual(['file']);
  });
});

describe('a process that still works in the folder of an ended stack', () => {
  it('is killed on Linux', async () => {
    const directory = await folder(`hopwise-${processSpace}-${noPid}-000000-abcdef`);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {
      cwd: directory,
    });
    await once(child, 'spawn');
    const ended = once(child, 'exit');
    await createWorkDirectory(parent);
    if (process.platform !== 'linux') child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
});
