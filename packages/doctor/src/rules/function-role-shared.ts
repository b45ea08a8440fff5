import { functionsOf, type TemplateFunction } from '@hopwise/template/functions';
import { hopOfFunction } from '@hopwise/template/links';
import { listedNames } from '@hopwise/template/listed-names';
import { unknownText } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

/** The Serverless Framework creates this role for functions without `role:`. */
const defaultRoleId = 'IamRoleLambdaExecution';

/** Finds roles that several functions share, and the framework's default role. Each role is found once. */
export const functionRoleShared: Rule = (model) => {
  const known = functionsOf(model).filter(({ roleText }) => !roleText.includes(unknownText));
  return [...Map.groupBy(known, ({ roleText }) => roleText).values()].flatMap((functions) =>
    factOf(functions, model),
  );
};

const factOf = (
  functions: readonly TemplateFunction[],
  model: TemplateModel,
): readonly TemplateFact[] => {
  const [first] = functions;
  if (first === undefined) return [];
  const { logicalId, role, roleText } = first;
  const isDefault = role?.logicalId === defaultRoleId;
  if (functions.length === 1 && !isDefault) return [];
  const hops = new Set(functions.map((one) => hopOfFunction(one.logicalId, model)));
  const [hop = null] = hops.size === 1 ? hops : [];
  return [
    {
      code: 'FUNCTION_ROLE_SHARED',
      logicalId: role?.logicalId ?? logicalId,
      where: role?.logicalId ?? `${logicalId}.Role`,
      hop,
      functions: listedNames(functions.map((one) => one.logicalId)),
      isOne: functions.length === 1,
      roleId: role?.logicalId ?? roleText,
      isDefault,
    },
  ];
};
