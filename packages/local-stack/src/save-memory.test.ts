import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

/** Keeps about 25 MB of objects and replaces them many times, as quickly refused questions do. */
const program = `
const { saveMemory } = await import(process.argv[1]);
if (process.argv[2] === 'saving') saveMemory();
const kept = [];
for (let count = 0; count < 2000; count += 1) {
  kept[count % 300] = Array.from({ length: 2000 }, (_, index) => ({ index, count }));
  if (count % 20 === 0) await new Promise(setImmediate);
}
console.log(process.memoryUsage.rss() / 1024 / 1024);
`;

const megabytesAfter = async (mode: 'saving' | 'default'): Promise<number> => {
  const path = join(import.meta.dirname, 'save-memory.ts');
  const command = ['--input-type=module', '-e', program, path, mode];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return Number(stdout);
};

it('a process that saves memory retains much less than V8 does by default', async () => {
  const [saving, byDefault] = [await megabytesAfter('saving'), await megabytesAfter('default')];
  expect(saving).toBeGreaterThan(0);
  expect(saving).toBeLessThan(0.6 * byDefault);
});
