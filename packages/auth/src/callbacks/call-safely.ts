const ignore = (): void => undefined;

/** A rejection that nobody handles ends the process. */
const ignoreRejection = (value: unknown): void => {
  if (Object(value) !== value) return;
  try {
    // Also a promise that is of another realm, or hides `catch`. Throws for other objects.
    Promise.prototype.then.call(value, ignore, ignore);
  } catch {
    // Not a promise.
  }
};

/** What a caller's function returns, or undefined if it throws. If it returns a promise, a rejection is ignored. */
export const callSafely = (call: () => unknown): unknown => {
  try {
    const result = call();
    ignoreRejection(result);
    return result;
  } catch {
    return undefined;
  }
};
