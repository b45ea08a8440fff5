const { readSync } = process.getBuiltinModule('node:fs');

/** Descriptor on which the other side writes one byte for each invocation. */
const thawDescriptor = 4;
const byte = Buffer.alloc(1);

/**
 * Blocks the event loop until there is an invocation, as Lambda freezes an idle execution
 * environment: no timer fires, no answer is read. Unlike a stopped process this one ends when the
 * process on the other side does.
 */
export const freeze = () => {
  if (readSync(thawDescriptor, byte) === 0) process.exit(1);
};
