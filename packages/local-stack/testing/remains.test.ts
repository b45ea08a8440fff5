import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { watchRemains } from './remains.ts';

const limitMs = 50;

const stackWith = (usage: { processes: number; environments: number }) => ({
  usage: () => usage,
  recycle: async () => undefined,
});
const nothing = stackWith({ processes: 0, environments: 0 });
const onLinux = process.platform === 'linux';

describe('the check of what a stack leaves', () => {
  it('passes when nothing is left', async () => {
    const remains = watchRemains(nothing, limitMs);
    await remains.nothingIsLeft();
    await remains.within(0);
  });

  it('fails when an environment of an old pool is left', async () => {
    const remains = watchRemains(stackWith({ processes: 0, environments: 1 }), limitMs);
    await expect(remains.nothingIsLeft()).rejects.toThrow('1 execution environments are left.');
    await expect(remains.within(0)).rejects.toThrow('Expected at most 0.');
    await remains.within(1);
  });

  it('fails when a process has no environment', async () => {
    const remains = watchRemains(stackWith({ processes: 1, environments: 0 }), limitMs);
    await expect(remains.nothingIsLeft()).rejects.toThrow();
    await expect(remains.within(0)).rejects.toThrow();
  });

  it('fails when a child process is left that the stack does not know', async () => {
    const remains = watchRemains(nothing, limitMs);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    try {
      await once(child, 'spawn');
      const checked = Promise.allSettled([remains.nothingIsLeft(), remains.within(0)]);
      const failed = onLinux ? 'rejected' : 'fulfilled';
      expect((await checked).map(({ status }) => status)).toEqual([failed, failed]);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    await remains.nothingIsLeft();
  });

  it('fails when descriptors are left', async () => {
    const remains = watchRemains(nothing, limitMs);
    const files = await Promise.all(Array.from({ length: 5 }, () => open(import.meta.filename)));
    try {
      const [{ status } = { status: undefined }] = await Promise.allSettled([
        remains.nothingIsLeft(),
      ]);
      expect(status).toBe(onLinux ? 'rejected' : 'fulfilled');
    } finally {
      await Promise.all(files.map((file) => file.close()));
    }
    await remains.nothingIsLeft();
  });
});
