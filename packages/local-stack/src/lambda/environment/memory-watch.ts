import { readFileSync } from 'node:fs';

/** How often a busy process is looked at. */
const intervalMs = 50;

/** Resident memory of a process now and at its peak, in bytes. */
export type MemoryUse = { readonly residentBytes: number; readonly peakBytes: number };

const kibibytesOf = (status: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);

/** What Linux tells of a process; undefined of one that has ended, and on any other platform. */
const readMemoryUse = (pid: number): MemoryUse | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const residentBytes = kibibytesOf(status, 'VmRSS') * 1024;
    const peakBytes = kibibytesOf(status, 'VmHWM') * 1024;
    return residentBytes === 0 ? undefined : { residentBytes, peakBytes };
  } catch {
    return undefined;
  }
};

export type MemoryWatch = {
  /** The most that was seen, in whole megabytes; undefined where nothing could be seen. */
  peakMb(): number | undefined;
  stop(): void;
};

const megabyte = 1024 * 1024;

/**
 * Watches a process while it works. V8's heap limit bounds the heap alone: buffers lie outside of it, and
 * Lambda counts everything.
 */
export const watchMemory = (
  pid: number | undefined,
  limitMb: number,
  exceeded: () => void,
): MemoryWatch => {
  let peakBytes = 0;
  const look = (): void => {
    const use = pid === undefined ? undefined : readMemoryUse(pid);
    if (use === undefined) return;
    peakBytes = Math.max(peakBytes, use.peakBytes);
    if (use.residentBytes > limitMb * megabyte) exceeded();
  };
  const timer = setInterval(look, intervalMs);
  timer.unref();
  return {
    peakMb() {
      look();
      return peakBytes === 0 ? undefined : Math.min(Math.ceil(peakBytes / megabyte), limitMb);
    },
    stop: () => clearInterval(timer),
  };
};
