import { asList } from '@hopwise/template/json';
import { targetLinks } from '@hopwise/template/links';
import { referencesIn, refersTo, render, unknownText } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import { expandArns } from '../policy/arn-text.ts';
import { arnsOverlap } from '../policy/glob-overlap.ts';
import { allows, type PolicyStatement, statementsOfRole } from '../policy/policy-statements.ts';
import type { Rule } from './rule.ts';

/** Whether a statement covers a function. A reference to another function of the template does not match. */
const covers = (
  { resources }: PolicyStatement,
  functionId: string,
  model: TemplateModel,
): boolean =>
  resources.some((resource) => {
    if (refersTo(resource, functionId) || resource.includes(unknownText)) return true;
    if (referencesIn(resource).some((id) => model.find(id) !== undefined)) return false;
    const pattern = expandArns(resource, model).replaceAll(/\$\{[^}]*\}/g, '*');
    return arnsOverlap(pattern, 'arn:*:lambda:*:*:function:*');
  });

/** Finds gateways whose role cannot invoke the function of a target. */
export const targetNotGranted: Rule = (model) =>
  targetLinks(model).flatMap(({ gatewayId, functionId }) => {
    const gateway = model.find(gatewayId);
    const [roleId] = referencesIn(render(gateway?.properties.RoleArn));
    const role = roleId === undefined ? undefined : model.find(roleId);
    if (role?.type !== 'AWS::IAM::Role' || roleId === undefined) return [];
    const granted =
      asList(role.properties.ManagedPolicyArns).length > 0 ||
      statementsOfRole(role, model).some(
        (one) => allows(one, 'lambda:InvokeFunction') && covers(one, functionId, model),
      );
    if (granted) return [];
    const place = { logicalId: roleId, where: roleId, hop: 7 } as const;
    return [{ code: 'TARGET_NOT_GRANTED', ...place, role: roleId, functionName: functionId }];
  });
