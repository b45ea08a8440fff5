export type Closing = () => Promise<unknown>;

/** Closes every part, even if an earlier one fails to close. */
export const closeAll = async (closings: readonly Closing[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const close of closings) {
    await close().catch((failure: unknown) => failures.push(failure));
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, 'The local stack did not stop cleanly.');
  }
};

/** Runs the work once, and returns the same promise to every caller. */
export const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
};
