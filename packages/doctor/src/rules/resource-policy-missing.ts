import { functionIn } from '../template/functions.ts';
import { asList, isIntrinsic } from '../template/json.ts';
import {
  actionGroupLinks,
  type FunctionLink,
  methodLinks,
  rotationLinks,
} from '../template/links.ts';
import { render, unknownText } from '../template/render.ts';
import type { TemplateModel } from '../template/template-model.ts';
import type { Rule } from './rule.ts';

const isAllowed = ({ functionId, principal }: FunctionLink, model: TemplateModel): boolean =>
  model.ofType('AWS::Lambda::Permission').some(({ properties }) => {
    const named = render(properties.FunctionName);
    const isFunction = functionIn(named, model) === functionId || named === unknownText;
    const allowed = render(properties.Principal);
    return (
      isFunction &&
      [principal, '*', unknownText].includes(allowed.replace('${AWS::URLSuffix}', 'amazonaws.com'))
    );
  });

/** SAM writes the permission for the events of a function itself. */
const hasEvents = (functionId: string, model: TemplateModel): boolean => {
  const found = model.find(functionId);
  return found?.type === 'AWS::Serverless::Function' && asList(found.properties.Events).length > 0;
};

/** A function that is called by a service, and that nobody may call. */
export const resourcePolicyMissing: Rule = (model) => {
  const links = [...methodLinks(model), ...actionGroupLinks(model), ...rotationLinks(model)];
  const distinct = new Map(links.map((link) => [`${link.functionId} ${link.principal}`, link]));
  return [...distinct.values()]
    .filter((link) => !isAllowed(link, model) && !hasEvents(link.functionId, model))
    .filter(({ functionId }) => !isIntrinsic(model.find(functionId)?.properties))
    .map(({ functionId, principal, callerId, hop }) => ({
      code: 'RESOURCE_POLICY_MISSING',
      ...{ logicalId: functionId, where: functionId, hop },
      ...{ functionId, principal, caller: callerId },
    }));
};
