import { samPolicyTemplates } from '../../generated/sam-policy-templates.ts';
import { asObject, isIntrinsic, type JsonObject } from '../json.ts';
import type { SamScope } from './sam-scope.ts';

/**
 * The policy document of a policy template with its parameters. `undefined` if SAM has no such template, or if a parameter
 * is missing.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
 */
export const policyTemplateDocument = (
  policy: unknown,
  scope: SamScope,
): JsonObject | undefined => {
  const [[name = '', values] = [], ...others] = Object.entries(asObject(policy));
  if (others.length > 0 || !Object.hasOwn(samPolicyTemplates, name)) return undefined;
  const template = samPolicyTemplates[name];
  const given = asObject(values);
  if (template?.parameters.every((one) => Object.hasOwn(given, one)) !== true) return undefined;
  if (isIntrinsic(values)) return undefined;
  const text = (pattern: string): unknown => scope.resolve({ 'Fn::Sub': [pattern, given] });
  return {
    Version: '2012-10-17',
    Statement: template.statements.map(({ actions, resources, conditions = [] }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources.map(text),
      ...(conditions.length > 0 && {
        Condition: Object.fromEntries(
          conditions.map(([operator = '', key = '', value = '']) => [
            operator,
            { [key]: text(value) },
          ]),
        ),
      }),
    })),
  };
};
