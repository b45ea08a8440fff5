/** Parameters of a query or a form by name. */
export type Parameters = ReadonlyMap<string, string>;

/**
 * Parameters without value are left out, as RFC 6749 3.1 wants it. Undefined where one comes twice.
 */
export const parseParameters = (encoded: string): Parameters | undefined => {
  const entries = [...new URLSearchParams(encoded)];
  const names = new Set(entries.map(([name]) => name));
  if (names.size !== entries.length) return undefined;
  return new Map(entries.filter(([, value]) => value !== ''));
};

/** Scopes of a space-delimited list, each once. */
export const parseScopes = (scope: string): readonly string[] => [
  ...new Set(scope.split(' ').filter((one) => one !== '')),
];

export const isForm = (contentType: string | undefined): boolean =>
  contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
