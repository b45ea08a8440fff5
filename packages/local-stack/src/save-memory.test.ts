import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

/** Keeps about 70 MB of objects and replaces them often, as quickly refused questions do. Prints the most bytes. */
const program = `
const { getHeapSpaceStatistics } = await import('node:v8');
const { saveMemory } = await import(process.argv[1]);
if (process.argv[2] === 'saving') saveMemory();
const oldSpace = () => getHeapSpaceStatistics().find((one) => one.space_name === 'old_space');
const kept = [];
let most = 0;
for (let count = 0; count < 4000; count += 1) {
  kept[count % 600] = Array.from({ length: 2000 }, (_, index) => ({ index, count }));
  most = Math.max(most, oldSpace().physical_space_size);
  if (count % 20 === 0) await new Promise(setImmediate);
}
console.log(most);
`;

const mostBytes = async (mode: 'saving' | 'default'): Promise<number> => {
  const path = join(import.meta.dirname, 'save-memory.ts');
  const command = ['--input-type=module', '-e', program, path, mode];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return Number(stdout);
};

it('a process that saves memory has a smaller heap than V8 has by default', async () => {
  const [saving, byDefault] = [await mostBytes('saving'), await mostBytes('default')];
  expect(saving).toBeGreaterThan(0);
  expect(saving).toBeLessThan(0.9 * byDefault);
});
