import { expect, it } from '@jest/globals';
import { watchMemory } from './memory-watch.ts';

const bufferBytes = (): number => process.memoryUsage().arrayBuffers;

it('a measurement allocates no buffers, because busy processes are measured 20 times a second', () => {
  const watch = watchMemory(process.pid, 100_000, () => undefined);
  watch.peakMb();
  let allocatedBytes = 0;
  for (let count = 0; count < 50; count += 1) {
    const before = bufferBytes();
    watch.peakMb();
    // A garbage collection during the measurement must not hide what others allocate.
    allocatedBytes += Math.max(0, bufferBytes() - before);
  }
  watch.stop();
  expect(allocatedBytes).toBe(0);
});
