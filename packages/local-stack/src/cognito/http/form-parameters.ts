/** Parameters of a query or form by name. */
export type Parameters = ReadonlyMap<string, string>;

/**
 * Parses parameters, and omits those without a value (RFC 6749 3.1). Returns undefined when a parameter is
 * repeated.
 */
export const parseParameters = (encoded: string): Parameters | undefined => {
  const entries = [...new URLSearchParams(encoded)];
  const names = new Set(entries.map(([name]) => name));
  if (names.size !== entries.length) return undefined;
  return new Map(entries.filter(([, value]) => value !== ''));
};

/** The distinct scopes of a space-delimited list. */
export const parseScopes = (scope: string): readonly string[] => [
  ...new Set(scope.split(' ').filter((one) => one !== '')),
];

export const isForm = (contentType: string | undefined): boolean =>
  contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
