import { asList } from '@hopwise/template/json';
import type { CreationRule } from './creation-rule.ts';
import { dependsOn } from './dependencies.ts';

/**
 * Finds app clients that name a scope of a resource server on which they do not depend. CloudFormation can create them in
 * any order, and Cognito refuses a scope that does not exist yet.
 * https://github.com/serverless/serverless/issues/10041
 */
export const clientBeforeResourceServer: CreationRule<{
  readonly clientId: string;
  readonly server: string;
  readonly scope: string;
}> = ({ model, texts }) => {
  const servers = model
    .ofType('AWS::Cognito::UserPoolResourceServer')
    .map(({ logicalId, properties }) => ({
      server: logicalId,
      prefix: `${texts.of(properties.Identifier)}/`,
    }));
  return model.ofType('AWS::Cognito::UserPoolClient').flatMap(({ logicalId, properties }) => {
    const scopes = asList(properties.AllowedOAuthScopes).map(texts.of);
    const isMachine = asList(properties.AllowedOAuthFlows).includes('client_credentials');
    return servers.flatMap(({ server, prefix }) => {
      const scope = scopes.find((one) => one.startsWith(prefix));
      if (scope === undefined || dependsOn(logicalId, server, model)) return [];
      const where = `${logicalId}.AllowedOAuthScopes`;
      return [
        { logicalId, where, hop: isMachine ? 6 : 1, clientId: logicalId, server, scope } as const,
      ];
    });
  });
};
