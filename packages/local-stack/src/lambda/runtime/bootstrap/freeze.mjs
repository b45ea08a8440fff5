const { readSync } = process.getBuiltinModule('node:fs');

/** Descriptor from which the process reads one byte per invocation. */
const thawDescriptor = 4;
const byte = Buffer.alloc(1);

/**
 * Blocks the event loop until the next invocation, as Lambda freezes an idle execution environment: no
 * timer fires and no response is read. Unlike a stopped process, this one exits when the parent process
 * ends.
 */
export const freeze = () => {
  if (readSync(thawDescriptor, byte) === 0) process.exit(1);
};
