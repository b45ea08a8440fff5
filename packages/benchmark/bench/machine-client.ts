/** The variables of the proxy for one server that is the gateway, the token endpoint and Secrets Manager. */
export const proxyVariables = (origin: string) => ({
  GATEWAY_URL: `${origin}/mcp`,
  SECRET_ID: 'machine-client',
  TOKEN_URL: `${origin}/oauth2/token`,
  ISSUER: origin,
  SCOPE: 'gateway/invoke',
  TARGET_NAME: 'security',
});

const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of the proxy's client that is valid for an hour. Nothing here verifies its signature. */
export const accessToken = (issuer: string): string => {
  const iat = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: issuer,
    client_id: 'machine-client',
    sub: 'machine-client',
    token_use: 'access',
    scope: 'gateway/invoke',
    iat,
    exp: iat + 3_600,
  };
  return `${segment({ alg: 'RS256', kid: 'k1' })}.${segment(claims)}.c2lnbmF0dXJl`;
};
