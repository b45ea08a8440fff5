import { asList, asObject, at } from '@hopwise/template/json';
import type { CreationRule } from './creation-rule.ts';

/**
 * Default quota "Parameters per function". It is adjustable.
 * https://docs.aws.amazon.com/general/latest/gr/bedrock.html
 */
const maxParameters = 5;

/** Finds functions of action groups with more parameters than the default quota. */
export const parametersOverQuota: CreationRule<{
  readonly name: string;
  readonly count: number;
  readonly max: number;
}> = ({ model, texts }) =>
  model.ofType('AWS::Bedrock::Agent').flatMap(({ logicalId, properties }) =>
    asList(properties.ActionGroups)
      .flatMap((group) => asList(at(group, 'FunctionSchema', 'Functions')))
      .map((one) => ({
        name: texts.of(at(one, 'Name')),
        count: Object.keys(asObject(at(one, 'Parameters'))).length,
      }))
      .filter(({ count }) => count > maxParameters)
      .map((one) => ({
        ...one,
        logicalId,
        where: `${logicalId}.ActionGroups`,
        hop: 4,
        max: maxParameters,
      })),
  );
