import { asList } from '@hopwise/template/json';
import { listedNames } from '@hopwise/template/listed-names';
import type { CreationRule } from './creation-rule.ts';
import { dependsOn } from './dependencies.ts';

/**
 * Finds app clients that name scopes of resource servers on which they do not depend. CloudFormation can create them in any
 * order, and Cognito refuses a scope that does not exist yet.
 * https://github.com/serverless/serverless/issues/10041
 */
export const clientBeforeResourceServer: CreationRule<{
  readonly clientId: string;
  readonly server: string;
  readonly scope: string;
}> = ({ model, texts }) => {
  const servers = new Map(
    model
      .ofType('AWS::Cognito::UserPoolResourceServer')
      .map(({ logicalId, properties }) => [texts.of(properties.Identifier), logicalId]),
  );
  return model.ofType('AWS::Cognito::UserPoolClient').flatMap(({ logicalId, properties }) => {
    const scopes = asList(properties.AllowedOAuthScopes).map(texts.of);
    const isMachine = asList(properties.AllowedOAuthFlows).includes('client_credentials');
    const firstScopes = new Map(
      scopes.toReversed().map((scope) => [servers.get(identifierIn(scope)), scope]),
    );
    const late = [...firstScopes].flatMap(([server, scope]) =>
      server === undefined || dependsOn(logicalId, server, model) ? [] : [{ server, scope }],
    );
    if (late.length === 0) return [];
    return [
      {
        logicalId,
        where: `${logicalId}.AllowedOAuthScopes`,
        hop: isMachine ? 6 : 1,
        clientId: logicalId,
        server: listedNames(late.map(({ server }) => server)),
        scope: listedNames(late.map(({ scope }) => scope)),
      } as const,
    ];
  });
};

/** The identifier of a resource server can contain slashes, and the name of a scope cannot. */
const identifierIn = (scope: string): string => scope.slice(0, Math.max(0, scope.lastIndexOf('/')));
