import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import { decideNeeds } from '@hopwise/chain/decide-needs';
import type { DecidedNeed } from '@hopwise/chain/need';
import { forPeople } from '@hopwise/chain/stand-ins';
import { listedNames } from '@hopwise/template/listed-names';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { TemplateFact } from '../catalogue/fact.ts';
import { aliasArnForAgent } from './alias-arn-for-agent.ts';
import type { Rule } from './rule.ts';

/** Finds functions that a service calls without a permission. */
export const resourcePolicyMissing: Rule = async (model) => {
  const wrongSources = new Set((await aliasArnForAgent(model)).map(({ logicalId }) => logicalId));
  const found = new Map<string, TemplateFact>();
  for (const need of decideNeeds(chainOf(model))) {
    const fact = factOf(need, model, wrongSources);
    if (fact && !found.has(keyOf(need))) found.set(keyOf(need), fact);
  }
  const ofEvents = samEvents(model);
  const explained = new Set(ofEvents.map((one) => one.functionName));
  return [
    ...[...found.values()].filter(({ hop, logicalId }) => hop !== 2 || !explained.has(logicalId)),
    ...ofEvents,
  ];
};

const samEvents = (model: TemplateModel) =>
  creationRules.samEventOfNoApi(chainOf(model)).map(({ api, ...one }) => ({
    code: 'RESOURCE_POLICY_MISSING' as const,
    ...one,
    service: 'apigateway.amazonaws.com',
    source: api,
    reason: `the event names the API by the text ${api}, so the permission that SAM generates matches no API`,
    correction: `Write !Ref ${api} in the event, so that SAM generates a SourceArn with the id of the API.`,
  }));

/** All methods of an API count as one caller. Every other caller needs a separate permission. */
const keyOf = ({ link, row }: DecidedNeed): string =>
  `${link.to} ${JSON.stringify(row.principal)} ${link.kind === 'api → function' ? '' : link.from.logicalId}`;

const factOf = (
  { link, row, decision }: DecidedNeed,
  model: TemplateModel,
  wrongSources: ReadonlySet<string>,
): TemplateFact | undefined => {
  if (decision.outcome !== 'broken' || !('service' in row.principal)) return undefined;
  const { lacking } = decision;
  const permissions = permissionsOf(lacking, model);
  if (permissions.some((one) => wrongSources.has(one))) return undefined;
  const source = forPeople(link.source ?? link.from.logicalId);
  return {
    code: 'RESOURCE_POLICY_MISSING',
    logicalId: lacking,
    where: lacking,
    hop: link.hop,
    functionName: forPeople(link.to).includes(`${lacking}:`) ? forPeople(link.to) : lacking,
    service: row.principal.service,
    source: link.from.logicalId,
    reason:
      permissions.length === 0
        ? none
        : `no permission matches the source ${source}; ${decision.by}`,
    ...(permissions.length > 0 && {
      correction: `Correct ${listedNames(permissions)}: Principal ${row.principal.service}, and a SourceArn that matches ${source}.`,
    }),
  };
};

const none = 'the template has no AWS::Lambda::Permission for this call';

/** The permissions of a function. */
const permissionsOf = (functionId: string, model: TemplateModel): readonly string[] => {
  const { texts } = chainOf(model);
  const names = ['Ref', 'Arn'].map((attribute) => texts.attribute(functionId, attribute));
  return model
    .ofType('AWS::Lambda::Permission')
    .filter(({ properties }) => names.includes(texts.of(properties.FunctionName)))
    .map(({ logicalId }) => logicalId);
};
