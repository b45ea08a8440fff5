/** A new id for one turn. `randomUUID` exists on secure origins alone; this also works on a plain one. */
export const newCorrelationId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
