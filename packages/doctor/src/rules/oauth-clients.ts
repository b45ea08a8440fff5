import type { Fact } from '../fact.ts';
import { asList, isIntrinsic } from '../template/json.ts';
import { render } from '../template/render.ts';
import type { Rule } from './rule.ts';

/** App clients whose flows Cognito refuses, or that cannot prove who they are. */
export const oauthClients: Rule = (model) =>
  model.ofType('AWS::Cognito::UserPoolClient').flatMap(({ logicalId, properties }) => {
    const flows = asList(properties.AllowedOAuthFlows).map(render);
    if (!flows.includes('client_credentials')) return [];
    const others = flows.filter((flow) => flow !== 'client_credentials');
    const facts: Fact[] = [];
    const place = { logicalId, hop: 6, clientId: logicalId } as const;
    if (others.length > 0) {
      const where = `${logicalId}.AllowedOAuthFlows`;
      facts.push({ code: 'CLIENT_FLOWS_MIXED', ...place, where, others: others.join(' and ') });
    }
    const { GenerateSecret } = properties;
    if (render(GenerateSecret) !== 'true' && !isIntrinsic(GenerateSecret)) {
      facts.push({ code: 'CLIENT_SECRET_MISSING', ...place, where: `${logicalId}.GenerateSecret` });
    }
    return facts;
  });
