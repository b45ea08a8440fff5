import { render } from '@hopwise/template/render';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

/** Letters and digits, each with at most one hyphen after it. */
const accepted = /^[0-9A-Za-z](?:-?[0-9A-Za-z])*-?$/;

const kinds = [
  { kind: 'gateway', type: 'AWS::BedrockAgentCore::Gateway', hop: 6 },
  { kind: 'target', type: 'AWS::BedrockAgentCore::GatewayTarget', hop: 7 },
] as const;

/**
 * Finds names of gateways and targets with characters that AWS refuses.
 * https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGatewayTarget.html
 */
export const gatewayNameInvalid: Rule = (model) =>
  kinds.flatMap(({ kind, type, hop }) =>
    model
      .ofType(type)
      .map(({ logicalId, properties: { Name } }) => ({ logicalId, Name, name: render(Name) }))
      .filter(({ Name, name }) => Name !== undefined && !accepted.test(withoutReferences(name)))
      .map(
        ({ logicalId, name }): TemplateFact => ({
          code: 'GATEWAY_NAME_INVALID',
          logicalId,
          where: `${logicalId}.Name`,
          hop,
          kind,
          name,
        }),
      ),
  );

/** A reference can have any accepted value. */
const withoutReferences = (text: string): string => text.replaceAll(/\$\{[^}]*\}/g, 'a');
