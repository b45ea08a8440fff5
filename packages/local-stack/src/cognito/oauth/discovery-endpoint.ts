import { sendJson } from '../http/respond.ts';
import type { Route, Routes } from '../http/serve-routes.ts';
import type { UserPool, UserPools } from '../pool/user-pools.ts';

const configurationOf = (issuer: string, { domainOrigin }: UserPool) => ({
  id_token_signing_alg_values_supported: ['RS256'],
  issuer,
  jwks_uri: `${issuer}/.well-known/jwks.json`,
  response_types_supported: ['code'],
  scopes_supported: ['openid', 'email', 'phone', 'profile'],
  subject_types_supported: ['public'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  ...(domainOrigin !== undefined && {
    authorization_endpoint: `${domainOrigin}/oauth2/authorize`,
    end_session_endpoint: `${domainOrigin}/logout`,
    revocation_endpoint: `${domainOrigin}/oauth2/revoke`,
    token_endpoint: `${domainOrigin}/oauth2/token`,
    userinfo_endpoint: `${domainOrigin}/oauth2/userInfo`,
  }),
});

/**
 * The issuers' host: the discovery document and public keys of each pool. It serves both issuer formats of
 * Cognito, whichever of them the pool's tokens contain.
 */
export const issuerRoutes = (pools: UserPools): Routes =>
  Object.fromEntries(
    pools.all.flatMap((pool) =>
      pool.issuers.flatMap((issuer) => {
        const base = `${new URL(issuer).pathname}/.well-known`;
        return [
          [`${base}/openid-configuration`, published(() => configurationOf(issuer, pool))],
          [
            `${base}/jwks.json`,
            published(async () => ({ keys: await pool.signingKeys.publicKeys() })),
          ],
        ];
      }),
    ),
  );

const published = (document: () => unknown): Route => ({
  methods: ['GET', 'HEAD'],
  crossOrigin: true,
  handle: async (_, response) =>
    sendJson(response, 200, {
      body: await document(),
      headers: { 'cache-control': 'public, max-age=86400' },
    }),
});
