/** Generous: nothing that tests wait for takes longer than a few milliseconds. */
const timeoutMs = 10_000;

/** One turn of the event loop. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Waits until a condition is true. Throws after ten seconds, so that a test fails instead of hanging. */
export const until = async (condition: () => boolean): Promise<void> => {
  const endsAt = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > endsAt) {
      throw new Error(`The condition did not become true: ${condition}.`);
    }
    await settled();
  }
};
