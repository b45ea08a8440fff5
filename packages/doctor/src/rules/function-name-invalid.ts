import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import { asList, at } from '@hopwise/template/json';
import { render } from '@hopwise/template/render';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

const functionName = /^([0-9a-zA-Z][_-]?){1,100}$/;

/** Finds functions of an action group whose name, or whose composed tool name, is refused. */
export const functionNameInvalid: Rule = (model) => [
  ...creationRules
    .toolNameInvalid(chainOf(model))
    .map((one) => ({ code: 'FUNCTION_NAME_INVALID' as const, ...one })),
  ...model.ofType('AWS::Bedrock::Agent').flatMap(({ logicalId, properties }) =>
    namesIn(properties.ActionGroups)
      .filter((name) => !name.includes('${') && !functionName.test(name))
      .map(
        (name): TemplateFact => ({
          code: 'FUNCTION_NAME_INVALID',
          logicalId,
          where: `${logicalId}.ActionGroups`,
          hop: 4,
          name,
        }),
      ),
  ),
];

const namesIn = (groups: unknown): readonly string[] =>
  asList(groups).flatMap((group) =>
    asList(at(group, 'FunctionSchema', 'Functions')).map((one) => render(at(one, 'Name'))),
  );
