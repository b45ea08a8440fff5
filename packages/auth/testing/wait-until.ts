/** Ample on any machine: nothing that is waited for here takes longer than a few milliseconds. */
const patienceMs = 10_000;

/** One turn of the event loop. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Waits until something is so, and throws where it does not become so: a test must fail, not hang. */
export const until = async (isSo: () => boolean): Promise<void> => {
  const endsAt = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > endsAt) throw new Error(`It did not come to ${isSo}.`);
    await settled();
  }
};
