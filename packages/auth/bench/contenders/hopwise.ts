import type { Context } from 'aws-lambda';
import type { AuthContext } from '../../src/gateway/request-types.ts';
import {
  type AccessTokenOptions,
  accessToken,
} from '../../src/middleware/access-token-middleware.ts';
import type { Contender } from '../contender.ts';
import type { Endpoint } from '../endpoint.ts';

export const lambdaContext = (): Context & AuthContext =>
  ({ getRemainingTimeInMillis: () => 30_000 }) as Context & AuthContext;

export const hopwiseOptions = (endpoint: Endpoint): AccessTokenOptions => ({
  credentials: { read: async () => endpoint.client },
  tokenEndpoint: endpoint.tokenEndpoint,
  issuer: endpoint.issuer,
  scopes: ['gateway/invoke'],
  gateway: { url: endpoint.gatewayUrl, authorizer: 'CUSTOM_JWT' },
});

export const hopwise: Contender = {
  name: '**@hopwise/auth**',
  caches: true,
  renewsAfterSeconds: 0.86 * 3_600,
  create(endpoint) {
    const middleware = accessToken(hopwiseOptions(endpoint));
    type Request = Parameters<NonNullable<typeof middleware.before>>[0];
    const invoke = async () => {
      const context = lambdaContext();
      await middleware.before?.({ context } as Request);
      return context.auth;
    };
    return {
      token: async () => (await invoke()).accessToken,
      call: async () =>
        (await invoke()).request({ method: 'POST', url: endpoint.gatewayUrl, body: '{}' }),
      kept: middleware,
    };
  },
};
