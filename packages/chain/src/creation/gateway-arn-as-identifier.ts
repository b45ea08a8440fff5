import { forPeople } from '../texts/stand-ins.ts';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds targets that name their gateway by its ARN. `GatewayIdentifier` is the id.
 * https://github.com/hashicorp/terraform-provider-aws/issues/47525
 */
export const gatewayArnAsIdentifier: CreationRule<{
  readonly target: string;
  readonly identifier: string;
}> = ({ model, texts }) =>
  model
    .ofType('AWS::BedrockAgentCore::GatewayTarget')
    .map(({ logicalId, properties }) => ({
      logicalId,
      identifier: texts.of(properties.GatewayIdentifier),
    }))
    .filter(({ identifier }) => identifier.startsWith('arn:'))
    .map(({ logicalId, identifier }) => ({
      logicalId,
      where: `${logicalId}.GatewayIdentifier`,
      hop: 7,
      target: logicalId,
      identifier: forPeople(identifier),
    }));
