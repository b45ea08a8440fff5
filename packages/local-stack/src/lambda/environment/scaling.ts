import { availableParallelism, totalmem } from 'node:os';
import { createBusyGauge } from './busy-machine.ts';

/** How the execution environments of each function grow, shrink and make invocations wait. */
export type Scaling = {
  /** Environments that start as soon as an invocation needs one. */
  readonly eagerEnvironments: number;
  /** Limit of environments, also of those that start because invocations wait. */
  readonly maxEnvironments: number;
  /** More environments start when no waiting invocation got one for this long, in milliseconds. */
  readonly growAfterMs: number;
  /** True while more environments would only make the busy machine slower. */
  readonly isBusy: () => boolean;
  /** Limit of waiting invocations. Lambda throttles the next one. */
  readonly maxWaiting: number;
  /** Lambda throttles an invocation that waited this long, in milliseconds. */
  readonly maxWaitMs: number;
  /** An environment without an invocation for this long ends, in milliseconds. */
  readonly idleMs: number;
  /** Interval at which idle environments are examined, in milliseconds. */
  readonly idleCheckMs: number;
};

/** Share of the memory for one environment at the limit: three functions fit into half of the memory. */
const memoryPerEnvironment = 400 * 1024 * 1024;

/**
 * A machine with few processors serves more invocations with few environments, because each start costs as much as
 * several invocations. Functions that wait for a slow model need more environments, and get them.
 */
export const defaultScaling: Scaling = {
  eagerEnvironments: Math.max(4, 2 * availableParallelism()),
  maxEnvironments: Math.max(4, Math.min(20, Math.floor(totalmem() / memoryPerEnvironment))),
  growAfterMs: 1_000,
  isBusy: createBusyGauge(),
  maxWaiting: 100,
  maxWaitMs: 30_000,
  idleMs: 5 * 60_000,
  idleCheckMs: 5_000,
};
