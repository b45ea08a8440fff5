import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** A shorter period says little. */
const minPeriodMs = 200;
/** Above this share of its time the stack itself is the bottleneck, or it waits for a processor. */
const busyShare = 0.5;

/**
 * Returns a function that says whether this process was busy since the last call. More execution environments would then
 * make every invocation slower.
 */
export const createBusyGauge = (): (() => boolean) => {
  let last: EventLoopUtilization = performance.eventLoopUtilization();
  let isBusy = false;
  return () => {
    const { idle, active, utilization } = performance.eventLoopUtilization(last);
    if (idle + active < minPeriodMs) return isBusy;
    last = performance.eventLoopUtilization();
    isBusy = utilization > busyShare;
    return isBusy;
  };
};
