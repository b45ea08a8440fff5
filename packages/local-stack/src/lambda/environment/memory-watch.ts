import { readFileSync } from 'node:fs';

/** Interval for measuring a busy process. */
const intervalMs = 50;

/** Resident memory of a process now and at its peak, in bytes. */
export type MemoryUse = { readonly residentBytes: number; readonly peakBytes: number };

const kibibytesOf = (status: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);

/** Reads a process's memory from Linux. Undefined for an ended process and on other platforms. */
const readMemoryUse = (pid: number): MemoryUse | undefined => {
  try {
    // Other encodings allocate 128 kB for each read of a file without a size: 50 MB a second for 20 busy processes.
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const residentBytes = kibibytesOf(status, 'VmRSS') * 1024;
    const peakBytes = kibibytesOf(status, 'VmHWM') * 1024;
    return residentBytes === 0 ? undefined : { residentBytes, peakBytes };
  } catch {
    return undefined;
  }
};

export type MemoryWatch = {
  /** The highest measurement in whole megabytes. Undefined without measurements. */
  peakMb(): number | undefined;
  stop(): void;
};

const megabyte = 1024 * 1024;

/**
 * Watches the memory of a busy process. V8's heap limit does not include buffers, but Lambda's limit does.
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
