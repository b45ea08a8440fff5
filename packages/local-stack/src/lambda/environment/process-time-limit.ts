import { readFileSync } from 'node:fs';

export type ProcessTimeLimit = {
  readonly pid: number | undefined;
  readonly limitMs: number;
  readonly onExceeded: () => void;
  /** How long the process has waited for a processor until now, in milliseconds. */
  readonly waitedMs?: (pid: number | undefined) => number;
};

/** A process that waits for a processor even longer counts as hung, as a multiple of its limit. */
const longestFactor = 10;
const shortestCheckMs = 10;

/** Reads the second field of `/proc/[pid]/schedstat` on Linux: nanoseconds on the run queue. Zero on other platforms. */
const waitedOnLinuxMs = (pid: number | undefined): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[1] ?? 0) / 1e6;
  } catch {
    return 0;
  }
};

/**
 * Limits the time of a process. Time in which it waits for a processor of a busy machine does not count: on AWS each
 * execution environment has its own. Returns a function that ends the limit.
 */
export const limitProcessTime = ({
  pid,
  limitMs,
  onExceeded,
  waitedMs = waitedOnLinuxMs,
}: ProcessTimeLimit): (() => void) => {
  const startedAtMs = performance.now();
  const waitedBeforeMs = waitedMs(pid);
  let timer: NodeJS.Timeout | undefined;
  const check = (): void => {
    const elapsedMs = performance.now() - startedAtMs;
    const countedMs = elapsedMs - (waitedMs(pid) - waitedBeforeMs);
    if (countedMs >= limitMs || elapsedMs >= limitMs * longestFactor) {
      onExceeded();
    } else {
      timer = setTimeout(check, Math.max(shortestCheckMs, limitMs - countedMs));
    }
  };
  timer = setTimeout(check, limitMs);
  return () => clearTimeout(timer);
};
