/** Creates the id of a turn in this browser. Works on every origin; `randomUUID` needs a secure one. */
export const newTurnId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
