import type { Chain } from '@hopwise/chain/chain';
import type { ChainLink } from '@hopwise/chain/chain-link';
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
};

export const gatewayClientsOf = (chain: Chain): readonly GatewayClient[] =>
  chain.links
    .filter(({ kind }) => kind === 'function → gateway with token')
    .map((link) => clientOf(link, chain));

const clientOf = (link: ChainLink, chain: Chain): GatewayClient => {
  const { model, texts, links } = chain;
  const { from } = link;
  const secret = links.find((one) => one.kind === 'function → secret' && one.from === from);
  const variables = Object.entries(asObject(asObject(from.properties.Environment).Variables)).map(
    ([name, value]) => ({ name, text: texts.of(value) }),
  );
  const named = (matches: (one: Variable) => boolean) => variables.find(matches)?.name;
  return {
    functionArn: texts.attribute(from.logicalId, 'Arn'),
    gatewayId: link.to.slice(link.to.lastIndexOf('/') + 1),
    secretArn: secret?.to,
    appClient: secret && appClientOf(model.find(secret.toId ?? ''), chain),
    variables: {
      gatewayUrl: variableOf(link),
      secretId: secret && variableOf(secret),
      tokenUrl: named(({ text }) => /\/oauth2\/token$/.test(text)),
      issuer:
        named(({ text }) => /^https:\/\/(?:issuer-)?cognito-idp\.[^/]+\/[^/]+$/.test(text)) ??
        named(({ name }) => /ISSUER/i.test(name)),
      scope: named(({ name }) => /SCOPE/i.test(name)),
    },
  };
};

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
