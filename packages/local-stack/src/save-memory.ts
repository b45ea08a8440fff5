import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8's heap grow to at most 1.4 times its objects before it collects garbage, in this whole process. Call it once in
 * a process that runs a stack for a long time. By default the heap grows to several times its objects, and the process
 * keeps the memory of the largest heap: it had 1.5 times the memory after a fault that refused thousands of questions
 * quickly. A question costs 2 % more CPU time. `--memory-saver-mode` would save more, but costs 50 %.
 * See `heap_growing_percent` in https://chromium.googlesource.com/v8/v8/+/main/src/flags/flag-definitions.h
 */
export const saveMemory = (): void => setFlagsFromString('--heap-growing-percent=40');
