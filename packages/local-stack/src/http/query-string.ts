/**
 * Parses a raw query string into percent-decoded parameters, in their order. A plus sign is a plus sign,
 * not a space (RFC 3986). Throws `URIError` on a malformed escape.
 */
export const parseQueryString = (raw: string): [name: string, value: string][] =>
  raw
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      return [decodeURIComponent(name), decodeURIComponent(value)];
    });
