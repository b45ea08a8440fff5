import { chainOf } from '@hopwise/chain/chain';
import { gatewayCallers } from '@hopwise/chain/gateway-callers';
import { allows, type PolicyStatement } from '@hopwise/chain/policy-statements';
import { refersTo } from '@hopwise/template/render';
import type { TemplateResource } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

/** Finds functions that call a gateway with a token and also have an IAM grant for the call. */
export const mixedCredentials: Rule = (model) =>
  gatewayCallers(chainOf(model)).flatMap(({ calling, gateway, statements }) =>
    statements
      .filter(
        (one) => allows(one, 'bedrock-agentcore:InvokeGateway') && coversGateway(one, gateway),
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

const coversGateway = ({ resources }: PolicyStatement, { logicalId }: TemplateResource): boolean =>
  resources.some(
    (resource) =>
      resource === '*' || resource.endsWith(':gateway/*') || refersTo(resource, logicalId),
  );
