import { refersTo } from '@hopwise/template/render';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { expandArns } from '../policy/arn-text.ts';
import { gatewayCallers } from '../policy/gateway-callers.ts';
import { allows, type PolicyStatement } from '../policy/policy-statements.ts';
import type { Rule } from './rule.ts';

/** Finds functions that call a gateway with a token and also have an IAM grant for the call. */
export const mixedCredentials: Rule = (model) =>
  gatewayCallers(model).flatMap(({ calling, gateway, statements }) =>
    statements
      .filter(
        (one) =>
          allows(one, 'bedrock-agentcore:InvokeGateway') && coversGateway(one, gateway, model),
      )
      .slice(0, 1)
      .map(({ logicalId, where }) => ({
        code: 'MIXED_CREDENTIALS' as const,
        logicalId,
        where,
        hop: 6 as const,
        functionId: calling.logicalId,
        gatewayId: gateway.logicalId,
      })),
  );

const coversGateway = (
  { resources }: PolicyStatement,
  { logicalId }: TemplateResource,
  model: TemplateModel,
): boolean =>
  resources.some(
    (resource) =>
      resource === '*' ||
      resource.endsWith(':gateway/*') ||
      refersTo(expandArns(resource, model), logicalId),
  );
