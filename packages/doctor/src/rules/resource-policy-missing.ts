import { functionIn } from '@hopwise/template/functions';
import { isIntrinsic } from '@hopwise/template/json';
import {
  actionGroupLinks,
  type FunctionLink,
  methodLinks,
  rotationLinks,
} from '@hopwise/template/links';
import { referencesIn, render, unknownText } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

const isAllowed = (link: FunctionLink, model: TemplateModel): boolean =>
  model.ofType('AWS::Lambda::Permission').some(({ properties }) => {
    const named = render(properties.FunctionName);
    const principal = render(properties.Principal).replace('${AWS::URLSuffix}', 'amazonaws.com');
    return (
      (functionIn(named, model) === link.functionId || named === unknownText) &&
      [link.principal, '*', unknownText].includes(principal) &&
      [invokeAction, 'lambda:*', unknownText].includes(render(properties.Action)) &&
      matchesSource(render(properties.SourceArn), link, model)
    );
  });

const invokeAction = 'lambda:InvokeFunction';

/** Whether a source ARN can be the caller: it names the caller, or no other resource of the caller's type. */
const matchesSource = (
  source: string,
  { callerId }: FunctionLink,
  model: TemplateModel,
): boolean => {
  const type = model.find(callerId)?.type;
  const others = referencesIn(source).filter((id) => model.find(id)?.type === type);
  return others.length === 0 || others.includes(callerId);
};

/** SAM adds the permission of an API for a function with events. */
const hasEvents = (functionId: string, model: TemplateModel): boolean => {
  const found = model.find(functionId);
  return found?.type === 'AWS::Serverless::Function' && found.properties.Events !== undefined;
};

/** All methods of an API count as one caller. Every other caller needs a separate permission. */
const keyOf = ({ functionId, principal, callerId, hop }: FunctionLink): string =>
  `${functionId} ${principal} ${hop === 2 ? '' : callerId}`;

const reason = 'the template has no AWS::Lambda::Permission for this call';

/** Finds functions that a service calls without a permission. */
export const resourcePolicyMissing: Rule = (model) => {
  const links = [...methodLinks(model), ...actionGroupLinks(model), ...rotationLinks(model)];
  const distinct = new Map(links.map((link) => [keyOf(link), link]));
  return [...distinct.values()]
    .filter(
      (link) => !isAllowed(link, model) && !(link.hop === 2 && hasEvents(link.functionId, model)),
    )
    .filter(({ functionId }) => !isIntrinsic(model.find(functionId)?.properties))
    .map(({ functionId, principal, callerId, hop }) => ({
      code: 'RESOURCE_POLICY_MISSING',
      logicalId: functionId,
      where: functionId,
      hop,
      functionName: functionId,
      service: principal,
      source: callerId,
      reason,
    }));
};
