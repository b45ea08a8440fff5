/** Enough time for the framework to print the error and set the exit code. */
const graceMs = 2000;

/**
 * Ends the process two seconds after a failed command. Without this, a failed build never ends: the
 * bundler's open contexts keep the process alive.
 */
export const endAfterFailure = (): void => {
  setTimeout(() => process.exit(process.exitCode || 1), graceMs).unref();
};
