/** Origins besides its own that the page may talk to. */
export type PageConnections = readonly string[];

/** No inline script, no inline style, nothing of anybody else's, and no page around it. */
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

/** What every answer of the page's origin carries. */
export const securityHeaders = (
  connections: PageConnections,
): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(connections),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});
