import { callSafely } from '../callbacks/call-safely.ts';

/**
 * A source of random fractions that never throws. The option is for tests and has no error code. A wrong number would
 * switch off the pauses after failures, so `Math.random` replaces it.
 */
export const checkedRandom = (random: () => unknown) => (): number => {
  const fraction = callSafely(random);
  return typeof fraction === 'number' && fraction >= 0 && fraction < 1 ? fraction : Math.random();
};
