import { chainOf } from '@hopwise/chain/chain';
import { referencesOf, render } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

/** Finds agents without `AutoPrepare`. By default, CloudFormation does not prepare an agent. */
export const agentNotPrepared: Rule = (model) => {
  const prepared = referencesOfCustomResources(model);
  const drafts = calledDrafts(model);
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
      isPerhapsPrepared: !drafts.has(logicalId),
    }));
};

/** A custom resource with the id of an agent can prepare it. */
const referencesOfCustomResources = (model: TemplateModel): ReadonlySet<string> =>
  new Set(
    model.resources
      .filter(({ type }) => /^(?:Custom::|AWS::CloudFormation::CustomResource$)/.test(type))
      .flatMap(({ properties }) => referencesOf(properties)),
  );

/**
 * Agents whose draft a function invokes, through the alias `TSTALIASID`. Other aliases need a prepared agent too, but
 * their create handler has the permission to prepare it, and no page of AWS says whether it does.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/agents-test.html
 */
const calledDrafts = (model: TemplateModel): ReadonlySet<string> => {
  const { links, texts } = chainOf(model);
  const called = links.filter(({ kind }) => kind === 'function → agent').map(({ to }) => to);
  return new Set(
    model
      .ofType('AWS::Bedrock::Agent')
      .map(({ logicalId }) => logicalId)
      .filter((logicalId) => {
        const draft = `agent-alias/${texts.attribute(logicalId, 'AgentId')}/TSTALIASID`;
        return called.some((to) => to.endsWith(draft));
      }),
  );
};
