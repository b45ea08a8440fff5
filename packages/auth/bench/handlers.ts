import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Variant } from '@hopwise/benchmark/rounds';
import middy from '@middy/core';
import secretsManager from '@middy/secrets-manager';
import { accessToken } from '../src/middleware/access-token-middleware.ts';
import type { Contender } from './contender.ts';
import { hopwiseOptions, lambdaContext } from './contenders/hopwise.ts';
import type { Endpoint } from './endpoint.ts';

const plainMiddy = (): Variant => {
  const handler = middy().handler(async () => 'answer');
  return { name: 'plain Middy', run: () => handler({}, lambdaContext()) };
};

const bare = (): Variant => {
  const handler = async (_event: object, _context: object) => 'answer';
  return { name: 'bare handler', run: () => handler({}, lambdaContext()) };
};

const withSecretsManager = (setToContext: boolean): Variant => {
  const client = { send: async () => ({ SecretString: '{"clientId":"client-1"}' }) };
  const handler = middy()
    .use(
      secretsManager({
        awsClientCapture: () => client as unknown as SecretsManagerClient,
        fetchData: { credentials: 'hopwise/machine-client' },
        cacheKey: `bench ${setToContext}`,
        disablePrefetch: true,
        setToContext,
      }),
    )
    .handler(async () => 'answer');
  const where = setToContext ? 'setToContext' : 'internal only';
  return {
    name: `Middy + @middy/secrets-manager, ${where}`,
    run: () => handler({}, lambdaContext()),
  };
};

const hopwise = (endpoint: Endpoint): Variant => {
  const handler = middy()
    .use(accessToken(hopwiseOptions(endpoint)))
    .handler(async () => 'answer');
  return { name: 'Middy + **@hopwise/auth**', run: () => handler({}, lambdaContext()) };
};

/** The peers have no middleware. The hook is what their users would write. */
const withPeer = ({ name, create }: Contender, endpoint: Endpoint): Variant => {
  const client = create(endpoint);
  const handler = middy()
    .before(async ({ context }) => {
      Object.assign(context, { token: await client.token() });
    })
    .handler(async () => 'answer');
  return { name: `Middy + ${name}`, run: () => handler({}, lambdaContext()) };
};

/** The others are compared with the first, plain Middy. */
export const coreHandlers = (endpoint: Endpoint): Variant[] => [
  plainMiddy(),
  bare(),
  hopwise(endpoint),
  withSecretsManager(false),
  withSecretsManager(true),
];

export const peerHandlers = (peers: readonly Contender[], endpoint: Endpoint): Variant[] =>
  peers
    .filter(({ caches, name }) => caches && !name.includes('hopwise'))
    .map((peer) => withPeer(peer, endpoint));
