/** The header that carries an access token, RFC 6750 section 2.1. */
export const bearerHeader = (accessToken: string): { readonly authorization: string } => ({
  authorization: `Bearer ${accessToken}`,
});
