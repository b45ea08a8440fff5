import { chainOf } from '@hopwise/chain/chain';
import { referencesOf, render } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

/** Finds agents without `AutoPrepare`. By default, CloudFormation does not prepare an agent. */
export const agentNotPrepared: Rule = (model) => {
  const prepared = referencesOfCustomResources(model);
  const called = calledAgents(model);
  return model
    .ofType('AWS::Bedrock::Agent')
    .filter(
      ({ logicalId, properties }) =>
        render(properties.AutoPrepare ?? false) === 'false' && !prepared.has(logicalId),
    )
    .map(({ logicalId }) => ({
      code: 'AGENT_NOT_PREPARED',
      logicalId,
      where: `${logicalId}.AutoPrepare`,
      hop: 3,
      agent: logicalId,
      status: 'NOT_PREPARED',
      isUncalled: !called.has(logicalId),
    }));
};

/** A custom resource with the id of an agent can prepare it. */
const referencesOfCustomResources = (model: TemplateModel): ReadonlySet<string> =>
  new Set(
    model.resources
      .filter(({ type }) => /^(?:Custom::|AWS::CloudFormation::CustomResource$)/.test(type))
      .flatMap(({ properties }) => referencesOf(properties)),
  );

/** Agents with an alias or a caller. CloudFormation cannot create an alias of an agent that is not prepared. */
const calledAgents = (model: TemplateModel): ReadonlySet<string> => {
  const { links, texts } = chainOf(model);
  const callers = links.filter(({ kind }) => kind === 'function → agent').map(({ to }) => to);
  const aliases = model
    .ofType('AWS::Bedrock::AgentAlias')
    .flatMap((one) => texts.of(one.properties.AgentId));
  return new Set(
    model
      .ofType('AWS::Bedrock::Agent')
      .map(({ logicalId }) => logicalId)
      .filter((logicalId) => {
        const id = texts.attribute(logicalId, 'AgentId');
        return aliases.includes(id) || callers.some((to) => to.includes(id));
      }),
  );
};
