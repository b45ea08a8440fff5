import { functionsOf } from '@hopwise/template/functions';
import type { TemplateResource } from '@hopwise/template/template-model';
import { regionalArn } from '../texts/identities.ts';
import { isOpen } from '../texts/stand-ins.ts';
import type { ChainLink } from './chain-link.ts';
import { keyArn } from './key-arn.ts';
import { type LinkSource, linkFrom } from './link-source.ts';

type Variable = { readonly name: string; readonly text: string };

type Caller = { readonly from: TemplateResource; readonly variables: readonly Variable[] };

/** What functions call, read from their environment variables. */
export const functionLinks = (source: LinkSource): readonly ChainLink[] =>
  functionsOf(source.model).flatMap(({ logicalId, variables }) => {
    const from = source.model.find(logicalId);
    if (from === undefined) return [];
    // Each variable is compared with each of these resources.
    const called = source.model.ofType(...calledTypes).length;
    source.model.spend(Object.keys(variables).length * called);
    const caller: Caller = {
      from,
      variables: Object.entries(variables).map(([name, value]) => ({
        name,
        text: source.texts.of(value),
      })),
    };
    return [agentLinksOf, secretLinksOf, gatewayLinksOf].flatMap((read) => read(caller, source));
  });

const calledTypes = [
  'AWS::Bedrock::Agent',
  'AWS::Bedrock::AgentAlias',
  'AWS::SecretsManager::Secret',
  'AWS::BedrockAgentCore::Gateway',
];

const linkOf = ({ from }: Caller, { name }: Variable, source: LinkSource) =>
  linkFrom(from, `${from.logicalId}.Environment.Variables.${name}`, source);

const aliasArn = /arn:[^:]*:bedrock:[^:]*:[^:]*:agent-alias\/[^/\s,]+\/[^/\s,]+/;

type Named = { readonly variable: Variable; readonly to: string };

/**
 * An alias is the ARN in a variable, an alias of the template, or a variable `…ALIAS…` beside the id of an agent, which can
 * be in another stack.
 */
const agentLinksOf = (caller: Caller, source: LinkSource): readonly ChainLink[] => {
  const direct = caller.variables.flatMap((one) => aliasesIn(one, source));
  const beside = direct.length > 0 ? direct : aliasesBesideAgents(caller, source);
  const named = beside.length > 0 ? beside : aliasesElsewhere(caller);
  const distinct = new Map(named.toReversed().map((one) => [one.to, one]));
  return [...distinct.values()].map(({ variable, to }) =>
    linkOf(
      caller,
      variable,
      source,
    )({
      kind: 'function → agent',
      hop: 3,
      to,
      because: `its variable ${variable.name} names the alias`,
    }),
  );
};

const aliasesIn = (variable: Variable, { model, texts }: LinkSource): readonly Named[] => {
  const [arn] = aliasArn.exec(variable.text) ?? [];
  const ofTemplate = model
    .ofType('AWS::Bedrock::AgentAlias')
    .filter(({ logicalId }) => variable.text.includes(texts.attribute(logicalId, 'AgentAliasId')))
    .map(({ logicalId }) => texts.attribute(logicalId, 'AgentAliasArn'));
  return [...(arn === undefined ? [] : [arn]), ...ofTemplate].map((to) => ({ variable, to }));
};

const aliasesBesideAgents = (caller: Caller, { model, texts }: LinkSource): readonly Named[] => {
  const aliases = caller.variables.filter(
    ({ name, text }) => /ALIAS/i.test(name) && (text === 'TSTALIASID' || isOpen(text)),
  );
  return model
    .ofType('AWS::Bedrock::Agent')
    .map(({ logicalId }) => texts.attribute(logicalId, 'AgentId'))
    .filter((id) => caller.variables.some(({ text }) => text === id))
    .flatMap((id) =>
      aliases.map((variable) => ({
        variable,
        to: regionalArn('bedrock', `agent-alias/${id}/${variable.text}`),
      })),
    );
};

const agentId = /AGENT_?ID$/i;

/** `AGENT_ALIAS_ID` belongs to `AGENT_ID` or to the only id of an agent. Only agents of Bedrock have aliases. */
const aliasesElsewhere = ({ variables }: Caller): readonly Named[] => {
  const agents = variables.filter(({ name, text }) => agentId.test(name) && isId(text));
  return variables.flatMap((variable) => {
    const [, prefix] = /^(.*AGENT)_?ALIAS(?:_?ID)?$/i.exec(variable.name) ?? [];
    if (prefix === undefined || !isId(variable.text)) return [];
    const own = agents.find(({ name }) => name === `${prefix}_ID` || name === `${prefix}ID`);
    const agent = own ?? (agents.length === 1 ? agents[0] : undefined);
    if (agent === undefined) return [];
    return [{ variable, to: regionalArn('bedrock', `agent-alias/${agent.text}/${variable.text}`) }];
  });
};

/** The form of ids of agents and aliases, or a value that the template does not show. */
const isId = (text: string): boolean => isOpen(text) || /^[0-9A-Z]{10}$/.test(text);

const secretLinksOf = (caller: Caller, source: LinkSource): readonly ChainLink[] => {
  const hop = callsGateway(caller, source) ? 6 : null;
  return source.model.ofType('AWS::SecretsManager::Secret').flatMap(({ logicalId, properties }) => {
    const arn = source.texts.attribute(logicalId, 'Ref');
    const name = properties.Name === undefined ? undefined : source.texts.of(properties.Name);
    const variable = caller.variables.find(({ text }) => text === arn || text === name);
    if (variable === undefined) return [];
    const link = linkOf(caller, variable, source);
    const because = `its variable ${variable.name} names the secret`;
    const key = keyArn(properties.KmsKeyId, source);
    return [
      link({ kind: 'function → secret', hop, to: arn, because }),
      ...(key === undefined
        ? []
        : [
            link({
              kind: 'function → key of secret',
              hop,
              to: key,
              because: `this key encrypts the secret ${logicalId}`,
            }),
          ]),
    ];
  });
};

const gatewaysOf = ({ variables }: Caller, { model, texts }: LinkSource) =>
  model.ofType('AWS::BedrockAgentCore::Gateway').flatMap((gateway) => {
    const id = texts.attribute(gateway.logicalId, 'GatewayIdentifier');
    const variable = variables.find(({ text }) => text.includes(id));
    return variable === undefined ? [] : [{ gateway, variable }];
  });

const tokenUrl = /\/oauth2\/token\b|\.gateway\.bedrock-agentcore\./;

/** Whether a function knows a gateway or a token endpoint. */
const callsGateway = (caller: Caller, source: LinkSource): boolean =>
  gatewaysOf(caller, source).length > 0 || caller.variables.some(({ text }) => tokenUrl.test(text));

const gatewayLinksOf = (caller: Caller, source: LinkSource): readonly ChainLink[] =>
  gatewaysOf(caller, source).map(({ gateway, variable }) =>
    linkOf(
      caller,
      variable,
      source,
    )({
      kind:
        gateway.properties.AuthorizerType === 'AWS_IAM'
          ? 'function → gateway with IAM'
          : 'function → gateway with token',
      hop: 6,
      to: source.texts.attribute(gateway.logicalId, 'GatewayArn'),
      because: `its variable ${variable.name} names the gateway`,
    }),
  );
