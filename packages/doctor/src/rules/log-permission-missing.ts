import { chainOf } from '@hopwise/chain/chain';
import { allows, statementsOfRole } from '@hopwise/chain/policy-statements';
import { functionsOf } from '@hopwise/template/functions';
import { asList, isIntrinsic } from '@hopwise/template/json';
import { hopOfFunction } from '@hopwise/template/links';
import { listedNames } from '@hopwise/template/listed-names';
import { unknownText } from '@hopwise/template/render';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

const logActions = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** Finds roles that do not allow the logs of their functions. */
export const logPermissionMissing: Rule = (model) => {
  const known = functionsOf(model).filter(({ role }) => role?.type === 'AWS::IAM::Role');
  return [...Map.groupBy(known, ({ role }) => role)].flatMap(([role, functions]) => {
    const missing = role === undefined ? [] : missingLogActions(role, model);
    if (role === undefined || missing.length === 0) return [];
    const hops = new Set(functions.map((one) => hopOfFunction(one.logicalId, model)));
    const [hop = null] = hops.size === 1 ? hops : [];
    return [
      {
        code: 'LOG_PERMISSION_MISSING',
        logicalId: role.logicalId,
        where: role.logicalId,
        hop,
        functions: listedNames(functions.map((one) => one.logicalId)),
        roleId: role.logicalId,
        missing: missing.join(' and '),
      },
    ];
  });
};

const missingLogActions = (role: TemplateResource, model: TemplateModel): readonly string[] => {
  const statements = statementsOfRole(role, chainOf(model));
  // A managed policy or an unknown part can contain the missing actions.
  const isOpen =
    asList(role.properties.ManagedPolicyArns).length > 0 ||
    isIntrinsic(role.properties.Policies) ||
    statements.some(({ actions }) => actions.includes(unknownText));
  return isOpen
    ? []
    : logActions.filter((action) => !statements.some((one) => allows(one, action)));
};
