import { asList, at } from '@hopwise/template/json';
import { render } from '@hopwise/template/render';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

const functionName = /^([0-9a-zA-Z][_-]?){1,100}$/;

/** Finds functions of an action group with a name that Bedrock refuses. */
export const functionNameInvalid: Rule = (model) =>
  model.ofType('AWS::Bedrock::Agent').flatMap(({ logicalId, properties }) =>
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
  );

const namesIn = (groups: unknown): readonly string[] =>
  asList(groups).flatMap((group) =>
    asList(at(group, 'FunctionSchema', 'Functions')).map((one) => render(at(one, 'Name'))),
  );
