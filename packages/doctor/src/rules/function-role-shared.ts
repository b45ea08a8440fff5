import { functionsOf } from '@hopwise/template/functions';
import { hopOfFunction } from '@hopwise/template/links';
import { unknownText } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

/** The Serverless Framework creates this role for functions without `role:`. */
const defaultRoleId = 'IamRoleLambdaExecution';

/** Finds functions that share a role or use the framework's default role. */
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
        ? `is also the role of ${others.map((one) => one.logicalId).join(', ')}`
        : "is the framework's default role";
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
