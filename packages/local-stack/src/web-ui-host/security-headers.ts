/** The other origins that the page may connect to. */
export type PageConnections = readonly string[];

/** Allows no inline scripts or styles, no content of other origins, and no framing. */
export const contentSecurityPolicy = (connections: PageConnections): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    ["connect-src 'self'", ...connections].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The headers of every answer of the page's origin. */
export const securityHeaders = (
  connections: PageConnections,
): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(connections),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});
