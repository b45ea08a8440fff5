import { asList } from '@hopwise/template/json';
import { hasStandIn } from '../texts/stand-ins.ts';
import { clientsOf, tokenCallers } from '../topology/token-callers.ts';
import { clientFlowMissing } from './client-flow-missing.ts';
import type { CreationRule } from './creation-rule.ts';

/** Other variables name a scope that a function requires of its callers. */
const requested = /^(?!.*(?:REQUIRED|ALLOWED|EXPECTED|USER)).*SCOPES?$/i;

/** Scopes of OpenID Connect have no slash. */
const isCustomScope = (word: string): boolean => /^[^/\s,]+\/[^/\s,]+$/.test(word);

/**
 * Finds functions that request a scope which none of their app clients has. The token endpoint answers `invalid_scope`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export const scopeNotGranted: CreationRule<{
  readonly functionId: string;
  readonly clientId: string;
  readonly scope: string;
  readonly granted: string;
}> = (chain) => {
  // Such a client gets no token with any scope.
  const wrong = clientFlowMissing(chain).map(({ clientId }) => clientId);
  return tokenCallers(chain).flatMap((caller) => {
    const [client, ...others] = clientsOf(caller).filter(
      ({ logicalId }) => !wrong.includes(logicalId),
    );
    if (client === undefined) return [];
    const granted = [client, ...others]
      .flatMap(({ properties }) => asList(properties.AllowedOAuthScopes))
      .map(chain.texts.of);
    if (granted.some(hasStandIn)) return [];
    const { logicalId, variables } = caller;
    return Object.entries(variables)
      .filter(([name]) => requested.test(name))
      .flatMap(([name, text]) =>
        text
          .split(/\s+/)
          .filter((scope) => isCustomScope(scope) && !hasStandIn(scope))
          .filter((scope) => !granted.includes(scope))
          .map((scope) => ({
            logicalId,
            where: `${logicalId}.Environment.Variables.${name}`,
            hop: 6,
            functionId: logicalId,
            clientId: client.logicalId,
            scope,
            granted: granted.join(' ') || 'none',
          })),
      );
  });
};
