/** Time for the framework to print the error and set the exit code. */
const graceMs = 2000;

/**
 * Ends the process some time after a failed command. The bundler's contexts stay open after a failed
 * build and would keep it alive for ever; a process that ends by itself is not waited for.
 */
export const endAfterFailure = (): void => {
  setTimeout(() => process.exit(process.exitCode || 1), graceMs).unref();
};
