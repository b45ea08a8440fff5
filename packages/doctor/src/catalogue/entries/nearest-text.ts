/** A sentence that suggests a similar name, if one is known. */
export const perhaps = (nearest: string | undefined): string =>
  nearest === undefined ? '' : ` Did you mean ${nearest}?`;

/** The cure for a misspelled name. */
export const writeNearest = (nearest: string | undefined, otherwise: string): string =>
  nearest === undefined ? otherwise : `Write ${nearest}.`;
