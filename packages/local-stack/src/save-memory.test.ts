import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';

/**
 * Keeps about 70 MB of objects and replaces them often, as quickly refused questions do. Prints the most bytes of the
 * spaces for old and for new objects.
 */
const program = `
const { getHeapSpaceStatistics } = await import('node:v8');
const { saveMemory } = await import(process.argv[1]);
if (process.argv[2] === 'saving') saveMemory();
const space = (name) => getHeapSpaceStatistics().find((one) => one.space_name === name);
const kept = [];
const most = { oldBytes: 0, newBytes: 0 };
for (let count = 0; count < 4000; count += 1) {
  kept[count % 600] = Array.from({ length: 2000 }, (_, index) => ({ index, count }));
  most.oldBytes = Math.max(most.oldBytes, space('old_space').physical_space_size);
  most.newBytes = Math.max(most.newBytes, space('new_space').space_size);
  if (count % 20 === 0) await new Promise(setImmediate);
}
console.log(JSON.stringify(most));
`;

type Most = { readonly oldBytes: number; readonly newBytes: number };

const mostBytes = async (mode: 'saving' | 'default'): Promise<Most> => {
  const path = join(import.meta.dirname, 'save-memory.ts');
  const command = ['--input-type=module', '-e', program, path, mode];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return JSON.parse(stdout);
};

describe('a process that saves memory', () => {
  let saving: Most;
  let byDefault: Most;

  beforeAll(async () => {
    saving = await mostBytes('saving');
    byDefault = await mostBytes('default');
  });

  it('has a smaller heap than V8 has by default', () => {
    expect(saving.oldBytes).toBeGreaterThan(0);
    expect(saving.oldBytes).toBeLessThan(0.9 * byDefault.oldBytes);
  });

  it('has two spaces of 32 MB for new objects', () => {
    expect(saving.newBytes).toBeGreaterThan(0);
    expect(saving.newBytes).toBeLessThanOrEqual(2 * 32 * 1024 * 1024);
  });
});
