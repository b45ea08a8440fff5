import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 collect garbage more often and use a smaller heap, in this whole process. Call it once in a process that runs
 * a stack for a long time. By default V8 lets the heap grow to several times its objects, and keeps the memory of the
 * largest heap: after a fault that refuses thousands of questions quickly, the process had 1.5 times the memory for good.
 * See `--memory-saver-mode` in https://chromium.googlesource.com/v8/v8/+/main/src/flags/flag-definitions.h
 */
export const saveMemory = (): void => setFlagsFromString('--memory-saver-mode');
