import { asAlternatives, at } from '@hopwise/template/json';
import type { TemplateResource } from '@hopwise/template/template-model';
import { regionalArn } from '../texts/identities.ts';
import { regionStandIn } from '../texts/stand-ins.ts';
import type { ChainLink } from './chain-link.ts';
import { keyArn } from './key-arn.ts';
import { type LinkSource, linkFrom } from './link-source.ts';

/** Everything that the agents of a template invoke or read. */
export const agentLinks = (source: LinkSource): readonly ChainLink[] =>
  source.model
    .ofType('AWS::Bedrock::Agent')
    .flatMap((agent) => [
      ...modelLinks(agent, source),
      ...actionGroupLinks(agent, source),
      ...knowledgeLinks(agent, source),
      ...keyLinks(agent, source),
    ]);

/** Prefixes of cross-Region inference profiles. */
const profileId = /^(?:us|eu|apac|jp|au|ca|us-gov|global)\.(.+)$/;

const modelLinks = (agent: TemplateResource, source: LinkSource): readonly ChainLink[] => {
  if (agent.properties.FoundationModel === undefined) return [];
  const link = linkFrom(agent, `${agent.logicalId}.FoundationModel`, source);
  const named = source.texts.of(agent.properties.FoundationModel);
  const id = /^arn:[^:]*:bedrock:[^:]*:[^:]*:inference-profile\/(.+)$/.exec(named)?.[1] ?? named;
  const [, modelId] = profileId.exec(id) ?? [];
  if (modelId !== undefined) {
    const arn = named.startsWith('arn:')
      ? named
      : regionalArn('bedrock', `inference-profile/${id}`);
    return [
      link({
        kind: 'agent → inference profile',
        hop: 4,
        to: arn,
        because: `its model is the inference profile ${id}`,
      }),
      link({
        kind: 'agent → models of profile',
        hop: 4,
        to: id,
        because: `the inference profile ${id} sends requests to the model ${modelId}`,
      }),
    ];
  }
  const arn = named.startsWith('arn:')
    ? named
    : `arn:aws:bedrock:${regionStandIn}::foundation-model/${named}`;
  return [link({ kind: 'agent → model', hop: 4, to: arn, because: 'it is its model' })];
};

const actionGroupLinks = (agent: TemplateResource, source: LinkSource): readonly ChainLink[] =>
  asAlternatives(agent.properties.ActionGroups).flatMap((group) => {
    const name = source.texts.of(at(group, 'ActionGroupName'));
    const link = linkFrom(agent, `${agent.logicalId}.ActionGroups`, source);
    const executor = at(group, 'ActionGroupExecutor', 'Lambda');
    const schema = at(group, 'ApiSchema', 'S3');
    return [
      ...(executor === undefined
        ? []
        : [
            link({
              kind: 'agent → function',
              hop: 5,
              to: source.texts.of(executor),
              because: `its action group ${name} runs the function`,
              source: source.texts.attribute(agent.logicalId, 'AgentArn'),
            }),
          ]),
      ...(schema === undefined
        ? []
        : [
            link({
              kind: 'agent → schema',
              hop: 4,
              to: `arn:aws:s3:::${source.texts.of(at(schema, 'S3BucketName'))}/${source.texts.of(at(schema, 'S3ObjectKey'))}`,
              because: `its action group ${name} reads its schema from S3`,
            }),
          ]),
    ];
  });

const keyLinks = (agent: TemplateResource, source: LinkSource): readonly ChainLink[] => {
  const key = keyArn(agent.properties.CustomerEncryptionKeyArn, source);
  if (key === undefined) return [];
  const link = linkFrom(agent, `${agent.logicalId}.CustomerEncryptionKeyArn`, source);
  return [link({ kind: 'agent → key', hop: 4, to: key, because: 'this key encrypts the agent' })];
};

const arnOf = (text: string, resource: string): string =>
  text.startsWith('arn:') ? text : regionalArn('bedrock', `${resource}/${text}`);

const knowledgeLinks = (agent: TemplateResource, source: LinkSource): readonly ChainLink[] => {
  const { logicalId, properties } = agent;
  const guardrail = at(properties.GuardrailConfiguration, 'GuardrailIdentifier');
  return [
    ...asAlternatives(properties.KnowledgeBases).map((base) =>
      linkFrom(
        agent,
        `${logicalId}.KnowledgeBases`,
        source,
      )({
        kind: 'agent → knowledge base',
        hop: 4,
        to: arnOf(source.texts.of(at(base, 'KnowledgeBaseId')), 'knowledge-base'),
        because: 'it searches this knowledge base',
      }),
    ),
    ...(guardrail === undefined
      ? []
      : [
          linkFrom(
            agent,
            `${logicalId}.GuardrailConfiguration`,
            source,
          )({
            kind: 'agent → guardrail',
            hop: 4,
            to: arnOf(source.texts.of(guardrail), 'guardrail'),
            because: 'this guardrail checks its answers',
          }),
        ]),
    ...asAlternatives(properties.AgentCollaborators).map((one) =>
      linkFrom(
        agent,
        `${logicalId}.AgentCollaborators`,
        source,
      )({
        kind: 'agent → collaborator',
        hop: 4,
        to: source.texts.of(at(one, 'AgentDescriptor', 'AliasArn')),
        because: 'it works with this agent',
      }),
    ),
  ];
};
