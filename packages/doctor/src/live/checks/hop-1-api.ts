import { GetMethodCommand, GetResourcesCommand } from '@aws-sdk/client-api-gateway';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { StackFact } from '../../catalogue/fact.ts';
import { type LiveCheck, NothingToCheckError, nothing } from '../stack/live-check.ts';
import { onEach } from './on-each.ts';

/** Checks what callers that sign in meet: a method that accepts their access token, and a preflight without one. */
export const signedInCallers: LiveCheck = {
  name: 'whether the API accepts access tokens, and the preflight of a browser',
  hop: 1,
  async run({ stack: { topology } }) {
    if (topology.methods.length === 0) throw new NothingToCheckError();
    return [
      ...creationRules
        .authorizerScopesMissing(topology.chain)
        .map(
          ({ logicalId: _, ...one }): StackFact => ({ code: 'AUTHORIZER_SCOPES_MISSING', ...one }),
        ),
      ...creationRules
        .preflightGuarded(topology.chain)
        .map(({ logicalId: _, ...one }): StackFact => ({ code: 'PREFLIGHT_GUARDED', ...one })),
    ];
  },
};

/** Checks whether a method on the way to an agent requires a token that callers do not send. */
export const guardedMethods: LiveCheck = {
  name: 'what the methods on the way to the agent require from their callers',
  hop: 1,
  run: ({ clients, stack, target, signal }) =>
    onEach(
      stack.topology.methods.filter(({ kind, leadsToAgent }) => kind === 'method' && leadsToAgent),
      async ({ apiId: restApiId, verb, path, apiUrl }) => {
        const abort = { abortSignal: signal };
        const { items } = await clients.apiGateway.send(
          new GetResourcesCommand({ restApiId, limit: 500 }),
          abort,
        );
        const resourceId = items?.find((one) => one.path === path)?.id;
        const { authorizationType } = await clients.apiGateway.send(
          new GetMethodCommand({ restApiId, resourceId, httpMethod: verb }),
          abort,
        );
        if (target.callersSignIn !== false || authorizationType === 'NONE') return nothing;
        const method = `${verb} ${path}`;
        return [{ code: 'TOKEN_MISSING', where: `${apiUrl}${path}`, method }];
      },
    ),
};
