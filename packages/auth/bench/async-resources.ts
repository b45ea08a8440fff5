import { createHook } from 'node:async_hooks';
import type { Variant } from '@hopwise/benchmark/rounds';

export type AsyncResources = {
  readonly name: string;
  readonly promises: number;
  readonly timers: number;
};

const calls = 100;

/** Counts the promises and timers of one warm invocation with async_hooks. */
export const countAsyncResources = async ({ name, run }: Variant): Promise<AsyncResources> => {
  for (let call = 0; call < calls; call += 1) await run();
  let promises = 0;
  let timers = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === 'PROMISE') {
        promises += 1;
      } else if (type === 'Timeout' || type === 'Immediate') {
        timers += 1;
      }
    },
  }).enable();
  for (let call = 0; call < calls; call += 1) await run();
  hook.disable();
  return { name, promises: Math.round(promises / calls), timers: Math.round(timers / calls) };
};
