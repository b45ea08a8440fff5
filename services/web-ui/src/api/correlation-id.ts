/** Creates the id of a turn. Works on every origin; `randomUUID` needs a secure one. */
export const newCorrelationId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
