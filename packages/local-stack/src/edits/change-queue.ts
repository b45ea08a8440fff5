/** Runs a change after all earlier ones, and returns its result. */
export type ChangeQueue = <Result>(change: () => Promise<Result>) => Promise<Result>;

/** Runs changes of a stack one at a time: each one deploys on top of the result of the previous one. */
export const createChangeQueue = (): ChangeQueue => {
  let last: Promise<unknown> = Promise.resolve();
  return (change) => {
    const done = last.then(change);
    last = done.catch(() => undefined);
    return done;
  };
};
