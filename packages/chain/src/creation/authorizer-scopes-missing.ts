import { asList } from '@hopwise/template/json';
import type { TemplateResource } from '@hopwise/template/template-model';
import type { Chain } from '../topology/chain.ts';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds methods with a user-pool authorizer and without scopes, if people get access tokens with custom scopes from the pool.
 * Without scopes, the authorizer accepts only ID tokens.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
export const authorizerScopesMissing: CreationRule<{
  readonly authorizer: string;
  readonly clientId: string;
  readonly scopes: string;
}> = (chain) => {
  const found = new Map<string, ReturnType<typeof authorizerScopesMissing>[number]>();
  for (const { logicalId, properties } of chain.model.ofType('AWS::ApiGateway::Method')) {
    if (properties.HttpMethod === 'OPTIONS') continue;
    if (asList(properties.AuthorizationScopes).length > 0) continue;
    const authorizer = authorizerOf(properties, chain);
    if (authorizer === undefined || found.has(authorizer.logicalId)) continue;
    const client = clientOfPeople(authorizer, chain);
    if (client === undefined) continue;
    found.set(authorizer.logicalId, {
      logicalId,
      where: `${logicalId}.AuthorizationScopes`,
      hop: 1,
      authorizer: authorizer.logicalId,
      ...client,
    });
  }
  return [...found.values()];
};

const authorizerOf = (
  { AuthorizationType, AuthorizerId }: TemplateResource['properties'],
  { model, texts }: Chain,
): TemplateResource | undefined =>
  AuthorizationType === 'COGNITO_USER_POOLS'
    ? model
        .ofType('AWS::ApiGateway::Authorizer')
        .find(({ logicalId }) => texts.attribute(logicalId, 'Ref') === texts.of(AuthorizerId))
    : undefined;

/** A client of the authorizer's pool with which people sign in and get custom scopes. */
const clientOfPeople = (
  { properties: { ProviderARNs } }: TemplateResource,
  { model, texts }: Chain,
): { readonly clientId: string; readonly scopes: string } | undefined => {
  const pools = asList(ProviderARNs).map((arn) => texts.of(arn).split('userpool/')[1]);
  return model.ofType('AWS::Cognito::UserPoolClient').flatMap(({ logicalId, properties }) => {
    const isOfPeople = asList(properties.AllowedOAuthFlows).some(
      (flow) => flow === 'code' || flow === 'implicit',
    );
    const scopes = asList(properties.AllowedOAuthScopes)
      .map(texts.of)
      .filter((one) => /^[^/\s]+\/[^/\s]+$/.test(one));
    const isOfPool = pools.includes(texts.of(properties.UserPoolId));
    return isOfPeople && isOfPool && scopes.length > 0
      ? [{ clientId: logicalId, scopes: scopes.join(', ') }]
      : [];
  })[0];
};
