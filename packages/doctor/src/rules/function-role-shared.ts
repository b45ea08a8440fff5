import { functionsOf } from '../template/functions.ts';
import { hopOfFunction } from '../template/links.ts';
import { unknownText } from '../template/render.ts';
import type { Rule } from './rule.ts';

/** The role that the Serverless Framework makes for every function that names none. */
const defaultRoleId = 'IamRoleLambdaExecution';

/** Functions that run with one role, or with the framework's. */
export const functionRoleShared: Rule = (model) => {
  const functions = functionsOf(model).filter(({ roleText }) => !roleText.includes(unknownText));
  return functions.flatMap(({ logicalId, role, roleText }) => {
    const others = functions.filter(
      (one) => one.roleText === roleText && one.logicalId !== logicalId,
    );
    const isDefault = role?.logicalId === defaultRoleId;
    if (others.length === 0 && !isDefault) return [];
    const sharedWith =
      others.length > 0
        ? `${others.map((one) => one.logicalId).join(', ')} runs with, too`
        : 'the framework made for all functions that name none';
    return [
      {
        code: 'FUNCTION_ROLE_SHARED',
        logicalId,
        where: `${logicalId}.Role`,
        hop: hopOfFunction(logicalId, model),
        functionId: logicalId,
        roleId: role?.logicalId ?? roleText,
        sharedWith,
      },
    ];
  });
};
