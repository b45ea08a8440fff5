/**
 * The parameters of a raw query string, percent-decoded, in the order in which they were sent. A plus
 * sign stands for itself (RFC 3986), not for a space. Throws `URIError` on a malformed escape.
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
