import { identityStatements } from '@hopwise/chain/policy-statements';
import { referencesOf, render } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

const isClient = (logicalId: string, model: TemplateModel): boolean =>
  model.find(logicalId)?.type === 'AWS::Cognito::UserPoolClient';

/**
 * Finds identity policies that contain an OAuth client, or grant all of Cognito in a template with a gateway. A client as the `aud` of a web-identity
 * trust policy is correct, and so are Cognito's administrative actions on a user pool.
 */
export const oauthClientInIamPolicy: Rule = (model) => {
  const hasGateway = model.ofType('AWS::BedrockAgentCore::Gateway').length > 0;
  return identityStatements(model).flatMap(({ logicalId, where, effect, actions, statement }) => {
    if (effect !== 'Allow') return [];
    const everything = hasGateway
      ? actions.find((action) => action.toLowerCase() === 'cognito-idp:*')
      : undefined;
    const named = [statement.Resource, statement.Condition]
      .flatMap(referencesOf)
      .find((id) => isClient(id, model));
    const granted =
      everything ?? (named && `${actions.map(render).join(', ')} on the client ${named}`);
    if (granted === undefined) return [];
    const fact: TemplateFact = {
      code: 'OAUTH_CLIENT_IN_IAM_POLICY',
      logicalId,
      where,
      hop: 6,
      granted,
    };
    return [fact];
  });
};
