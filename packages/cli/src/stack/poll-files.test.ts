import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pollFiles } from './poll-files.ts';

let directory: string;
let paths: string[];
let changes: (readonly string[])[];
let duringChange: () => Promise<unknown>;

const nothing = async () => undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  [paths, changes, duringChange] = [['a.ts', 'b.yml'], [], nothing];
  for (const path of paths) await save(path, '');
});

afterEach(() => rm(directory, { recursive: true }));

/** The content decides the size, so that a change is visible whatever the clock of the file system. */
const save = (path: string, content: string) => writeFile(join(directory, path), content);

/** Polls once after each step, and then ends. */
const poll = async (...steps: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const ending = new AbortController();
  const left = [...steps];
  await pollFiles({
    directory,
    paths: async () => paths,
    onChange: async (changed) => {
      changes.push(changed);
      await duringChange();
    },
    signal: ending.signal,
    pause: async () => {
      const step = left.shift();
      if (!step) return ending.abort();
      await step();
    },
  });
};

describe('pollFiles', () => {
  it('reports no change while the files are the same', async () => {
    await poll(nothing, nothing);
    expect(changes).toEqual([]);
  });

  it('reports a changed file once, one interval later', async () => {
    await poll(() => save('a.ts', 'one'), nothing, nothing, nothing);
    expect(changes).toEqual([['a.ts']]);
  });

  it('waits until the files have been the same for one interval, and names all of them', async () => {
    await poll(
      () => save('b.yml', 'one'),
      () => save('a.ts', 'two'),
      () => save('a.ts', 'three'),
      nothing,
    );
    expect(changes).toEqual([['a.ts', 'b.yml']]);
  });

  it('reports nothing before that interval has passed', async () => {
    await poll(() => save('a.ts', 'one'));
    expect(changes).toEqual([]);
  });

  it('reports added and removed files', async () => {
    await poll(
      async () => {
        paths.push('c.ts');
        await save('c.ts', '');
      },
      nothing,
      () => rm(join(directory, 'a.ts')),
      nothing,
    );
    expect(changes).toEqual([['c.ts'], ['a.ts']]);
  });

  it('notices a change during the work on an earlier one', async () => {
    duringChange = () => save('b.yml', 'two');
    await poll(() => save('a.ts', 'one'), nothing, nothing, nothing);
    expect(changes.slice(0, 2)).toEqual([['a.ts'], ['b.yml']]);
  });

  it('ends when the signal aborts, without a timer that keeps the process alive', async () => {
    const ended = AbortSignal.abort();
    await pollFiles({ directory, paths: async () => paths, onChange: nothing, signal: ended });
    const ending = new AbortController();
    const options = { directory, paths: async () => paths, onChange: nothing };
    const polling = pollFiles({ ...options, signal: ending.signal });
    ending.abort();
    await polling;
  });

  it('rejects if the files cannot be listed', async () => {
    const { signal } = new AbortController();
    const failing = async () => Promise.reject(new Error('no'));
    await expect(
      pollFiles({ directory, paths: failing, onChange: nothing, signal }),
    ).rejects.toThrow('no');
  });
});
