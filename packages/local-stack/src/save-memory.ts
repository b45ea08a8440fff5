import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** The space of new objects already has this size when the modules of a stack are loaded. */
const maxNewSpaceBytes = 32 * 1024 * 1024;
/** The size that V8 reports is a few bytes less than a power of two. */
const almost = 0.9;

/** How many bytes of new objects V8 creates before it collects garbage. */
const newSpaceBytes = (): number => {
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  return space === undefined ? 0 : space.space_used_size + space.space_available_size;
};

/**
 * Keeps the memory of this whole process small. Call it once in a process that runs a stack for a long time.
 *
 * - The heap grows to at most 1.4 times its objects before V8 collects garbage. By default it grows to several times its
 *   objects, and the process keeps the memory of the largest heap: it had 1.5 times the memory after a fault that refused
 *   thousands of questions quickly. A question costs 2 % more CPU time. `--memory-saver-mode` would save more, but costs 50 %.
 * - The space of new objects grows to 32 MB, not to 64 MB. V8 keeps it twice. `--max-semi-space-size` would do the same,
 *   but only on the command line of the process. So this turns the growth off at 32 MB, and on again when V8 has shrunk
 *   the space.
 *
 * See `heap_growing_percent` and `semi_space_growth_factor` in
 * https://chromium.googlesource.com/v8/v8/+/main/src/flags/flag-definitions.h
 */
export const saveMemory = (): void => {
  setFlagsFromString('--heap-growing-percent=40');
  let isGrowing = true;
  new PerformanceObserver(() => {
    const canGrow = newSpaceBytes() < almost * maxNewSpaceBytes;
    if (canGrow === isGrowing) return;
    isGrowing = canGrow;
    setFlagsFromString(`--semi-space-growth-factor=${canGrow ? 2 : 1}`);
  }).observe({ type: 'gc' });
};
