import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { createTaskRoots, type TaskRoots } from './task-roots.ts';

let directory: string;
let taskRoots: TaskRoots;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopwise-roots-'));
  taskRoots = createTaskRoots(join(directory, 'work'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const write = async (name: string, text: string): Promise<string> => {
  const path = join(directory, name);
  await writeFile(path, zipSync({ 'handler.js': strToU8(text) }));
  return path;
};

/** Number of unpacked artifacts. */
const folders = async (): Promise<number> => {
  const [own = ''] = await readdir(join(directory, 'work'));
  return (await readdir(join(directory, 'work', own))).filter((name) => name !== 'package.json')
    .length;
};

describe('the task roots', () => {
  it('unpack each content once, also for concurrent and later uses', async () => {
    const paths = [await write('one.zip', 'same'), await write('two.zip', 'same')];
    const first = await Promise.all(paths.flatMap((path) => [path, path]).map(taskRoots.use));
    taskRoots.forget();
    const later = await Promise.all(paths.map(taskRoots.use));
    expect(new Set([...first, ...later].map(({ path }) => path)).size).toBe(1);
    expect(await folders()).toBe(1);
  });

  it('unpack a changed artifact after forget(), beside the one that is in use', async () => {
    const path = await write('one.zip', 'first');
    const first = await taskRoots.use(path);
    await write('one.zip', 'second');
    expect((await taskRoots.use(path)).path).toBe(first.path);
    taskRoots.forget();
    const second = await taskRoots.use(path);
    expect(await readFile(join(first.path, 'handler.js'), 'utf8')).toBe('first');
    expect(await readFile(join(second.path, 'handler.js'), 'utf8')).toBe('second');
  });

  it('remove what has not been used for several calls of forget(), and never what is in use', async () => {
    const used = await taskRoots.use(await write('used.zip', 'used'));
    for (let version = 0; version < 20; version += 1) {
      const { release } = await taskRoots.use(await write('one.zip', `version ${version}`));
      release();
      taskRoots.forget();
    }
    await taskRoots.use(join(directory, 'used.zip'));
    expect(await readFile(join(used.path, 'handler.js'), 'utf8')).toBe('used');
    while ((await folders()) > 12) await new Promise(setImmediate);
    await taskRoots.remove();
    expect(await readdir(join(directory, 'work'))).toEqual([]);
  });

  it('try again after a failure', async () => {
    const path = join(directory, 'one.zip');
    await writeFile(path, 'no zip');
    await expect(taskRoots.use(path)).rejects.toMatchObject({ code: 'ARTIFACT_UNREADABLE' });
    await write('one.zip', 'repaired');
    const { path: task } = await taskRoots.use(path);
    expect(await readFile(join(task, 'handler.js'), 'utf8')).toBe('repaired');
    expect(await folders()).toBe(1);
  });

  it('name the folder that cannot be written', async () => {
    await writeFile(join(directory, 'file'), '');
    const blocked = createTaskRoots(join(directory, 'file', 'work'));
    const path = await write('one.zip', 'text');
    await expect(blocked.use(path)).rejects.toMatchObject({ code: 'ARTIFACT_NOT_WRITTEN' });
    await blocked.remove();
  });
});
