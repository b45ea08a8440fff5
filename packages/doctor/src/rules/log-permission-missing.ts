import { functionsOf } from '@hopwise/template/functions';
import { asList, isIntrinsic } from '@hopwise/template/json';
import { hopOfFunction } from '@hopwise/template/links';
import { unknownText } from '@hopwise/template/render';
import { allows, statementsOfRole } from '../policy/policy-statements.ts';
import type { Rule } from './rule.ts';

const logActions = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** Finds functions whose role does not allow logs. */
export const logPermissionMissing: Rule = (model) =>
  functionsOf(model).flatMap(({ logicalId, role }) => {
    if (role?.type !== 'AWS::IAM::Role') return [];
    const statements = statementsOfRole(role, model);
    // A managed policy or an unknown part can contain the missing actions.
    const isOpen =
      asList(role.properties.ManagedPolicyArns).length > 0 ||
      isIntrinsic(role.properties.Policies) ||
      statements.some(({ actions }) => actions.includes(unknownText));
    const missing = logActions.filter((action) => !statements.some((one) => allows(one, action)));
    if (isOpen || missing.length === 0) return [];
    return [
      {
        code: 'LOG_PERMISSION_MISSING',
        logicalId: role.logicalId,
        where: role.logicalId,
        hop: hopOfFunction(logicalId, model),
        functionId: logicalId,
        roleId: role.logicalId,
        missing: missing.join(' and '),
      },
    ];
  });
