import type { Chain } from '@hopwise/chain/chain';
import type { ChainLink } from '@hopwise/chain/chain-link';
import { hasStandIn } from '@hopwise/chain/stand-ins';
import { asObject } from '@hopwise/template/json';
import { machineClients } from '@hopwise/template/machine-clients';
import type { TemplateResource } from '@hopwise/template/template-model';

/** A function that calls a gateway with a token, and where its credentials come from. */
export type GatewayClient = {
  readonly functionArn: string;
  readonly gatewayId: string;
  /** `undefined` if no variable names a secret of the stacks. */
  readonly secretArn: string | undefined;
  /** The app client whose credentials the secret contains, if the stacks show it. */
  readonly appClient: AppClient | undefined;
  /** Names of the function's environment variables. */
  readonly variables: VariableNames;
};

export type AppClient = { readonly userPoolId: string; readonly clientId: string };

export type VariableNames = {
  readonly gatewayUrl: string;
  readonly secretId: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly scope: string | undefined;
  /** The name of the target whose tools the function calls. */
  readonly targetName: string | undefined;
};

export const gatewayClientsOf = (chain: Chain): readonly GatewayClient[] => {
  const linked = chain.links.filter(({ kind }) => kind.startsWith('function → gateway'));
  const known = linked
    .filter(({ kind }) => kind === 'function → gateway with token')
    .map((link) => clientOf(link.from, { ...gatewayOf(link), chain }));
  const others = chain.model
    .ofType('AWS::Lambda::Function')
    .filter((one) => !linked.some(({ from }) => from === one))
    .flatMap((one) => {
      const found = gatewayElsewhere(one, chain);
      return found === undefined ? [] : [clientOf(one, { ...found, chain })];
    });
  return [...known, ...others];
};

type CalledGateway = { readonly gatewayId: string; readonly gatewayUrl: string };

const gatewayOf = (link: ChainLink): CalledGateway => ({
  gatewayId: link.to.slice(link.to.lastIndexOf('/') + 1),
  gatewayUrl: variableOf(link),
});

/** A gateway that a variable names by its address, although it is in none of the stacks. */
const gatewayElsewhere = (from: TemplateResource, chain: Chain): CalledGateway | undefined => {
  for (const { name, text } of variablesOf(from, chain)) {
    const [, id] = /^https:\/\/([^./]+)\.gateway\.bedrock-agentcore\./.exec(text) ?? [];
    if (id !== undefined && !hasStandIn(id)) return { gatewayId: id, gatewayUrl: name };
  }
  return undefined;
};

const clientOf = (
  from: TemplateResource,
  { gatewayId, gatewayUrl, chain }: CalledGateway & { readonly chain: Chain },
): GatewayClient => {
  const { model, texts, links } = chain;
  const secret = links.find((one) => one.kind === 'function → secret' && one.from === from);
  const variables = variablesOf(from, chain);
  const named = (matches: (one: Variable) => boolean) => variables.find(matches)?.name;
  return {
    functionArn: texts.attribute(from.logicalId, 'Arn'),
    gatewayId,
    secretArn: secret?.to,
    appClient: secret && appClientOf(model.find(secret.toId ?? ''), chain),
    variables: {
      gatewayUrl,
      secretId: secret && variableOf(secret),
      tokenUrl:
        named(({ text }) => /\/oauth2\/token$/.test(text)) ??
        named(({ name }) => /TOKEN_?(?:URL|URI|ENDPOINT)/i.test(name)),
      issuer:
        named(({ text }) => /^https:\/\/(?:issuer-)?cognito-idp\.[^/]+\/[^/]+$/.test(text)) ??
        named(({ name }) => /ISSUER/i.test(name)),
      scope: named(({ name }) => /SCOPE/i.test(name)),
      targetName: named(({ name }) => /^(?:\w+_)?TARGET_NAME$/i.test(name)),
    },
  };
};

const variablesOf = (from: TemplateResource, { texts }: Chain): readonly Variable[] =>
  Object.entries(asObject(asObject(from.properties.Environment).Variables)).map(
    ([name, value]) => ({ name, text: texts.of(value) }),
  );

type Variable = { readonly name: string; readonly text: string };

/** The link's place is `Function.Environment.Variables.NAME`. */
const variableOf = ({ where }: ChainLink): string => where.slice(where.lastIndexOf('.') + 1);

/** The client in the secret's text. A secret whose text is elsewhere belongs to the only machine client. */
const appClientOf = (
  secret: TemplateResource | undefined,
  { model, texts }: Chain,
): AppClient | undefined => {
  const text = texts.of(secret?.properties.SecretString);
  const clients = model.ofType('AWS::Cognito::UserPoolClient');
  const machines = machineClients(model);
  const found =
    clients.find(({ logicalId }) => text.includes(texts.attribute(logicalId, 'Ref'))) ??
    (machines.length === 1 ? machines[0] : undefined);
  return (
    found && {
      userPoolId: texts.of(found.properties.UserPoolId),
      clientId: texts.attribute(found.logicalId, 'Ref'),
    }
  );
};
