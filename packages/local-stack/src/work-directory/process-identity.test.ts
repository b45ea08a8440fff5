import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterEach, expect, it } from '@jest/globals';
import { processIdentity } from './process-identity.ts';

const onLinux = process.platform === 'linux' ? it : it.skip;

/** A shell that `exec` replaces by a program which never reads the exit codes of its children. */
const parents = new Set<ReturnType<typeof spawn>>();
afterEach(() => {
  for (const parent of parents) parent.kill('SIGKILL');
});

const isZombie = async (pid: number): Promise<boolean> =>
  (await readFile(`/proc/${pid}/stat`, 'latin1')).includes(') Z ');

onLinux(
  'an ended process has no identity, even before its parent has read its exit code',
  async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 600']);
    parents.add(parent);
    const [text] = await once(parent.stdout, 'data');
    const pid = Number(String(text));
    expect(processIdentity(pid)).toMatch(/^[0-9a-f]{6}$/);
    while (!(await isZombie(pid))) await new Promise(setImmediate);
    expect(processIdentity(pid)).toBeUndefined();
  },
);
