import { functionsOf } from '@hopwise/template/functions';
import { at } from '@hopwise/template/json';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { TemplateResource } from '@hopwise/template/template-model';
import type { Chain } from './chain.ts';

/** A function that requests tokens, with the app clients whose credentials it has. */
export type TokenCaller = {
  readonly logicalId: string;
  /** Its environment variables as texts of the chain. */
  readonly variables: Readonly<Record<string, string>>;
  /** The first of its secrets that contains the client secret of an app client of the template. */
  readonly secretId: string | undefined;
  /** App clients whose id the function has, in a secret or in a variable. */
  readonly ids: readonly TemplateResource[];
  /** App clients whose client secret the function has. */
  readonly secrets: readonly TemplateResource[];
};

const tokenUrl = /\/oauth2\/token\b/;

/** The functions that know a token endpoint, or a gateway that requires a token. */
export const tokenCallers = oncePerObject(
  ({ model, texts, links }: Chain): readonly TokenCaller[] => {
    const clients = model.ofType('AWS::Cognito::UserPoolClient');
    if (clients.length === 0) return [];
    const toGateways = new Set(
      links
        .filter(({ kind }) => kind === 'function → gateway with token')
        .map(({ from }) => from.logicalId),
    );
    return functionsOf(model).flatMap(({ logicalId, variables: written }) => {
      const variables = Object.fromEntries(
        Object.entries(written).map(([name, value]) => [name, texts.of(value)]),
      );
      const values = Object.values(variables);
      if (!toGateways.has(logicalId) && !values.some((text) => tokenUrl.test(text))) return [];
      const secrets = links
        .filter(({ kind, from }) => kind === 'function → secret' && from.logicalId === logicalId)
        .flatMap(({ toId = '' }) => model.find(toId) ?? [])
        .map((secret) => ({ secretId: secret.logicalId, text: contentOf(secret, texts.of) }));
      model.spend(clients.length * (values.length + secrets.length));
      const known = [...values, ...secrets.map(({ text }) => text)];
      const secretOf = (client: TemplateResource) =>
        texts.attribute(client.logicalId, 'ClientSecret');
      return [
        {
          logicalId,
          variables,
          secretId: secrets.find(({ text }) => clients.some((one) => text.includes(secretOf(one))))
            ?.secretId,
          ids: clients.filter((one) =>
            idAttributes.some((name) =>
              known.some((text) => text.includes(texts.attribute(one.logicalId, name))),
            ),
          ),
          secrets: clients.filter((one) => known.some((text) => text.includes(secretOf(one)))),
        },
      ];
    });
  },
);

const idAttributes = ['Ref', 'ClientId'];

/** The content of a secret, as far as the template shows it. */
const contentOf = ({ properties }: TemplateResource, textOf: (value: unknown) => string): string =>
  [properties.SecretString, at(properties.GenerateSecretString, 'SecretStringTemplate')]
    .filter((one) => one !== undefined)
    .map(textOf)
    .join('\n');

/** The app clients with whose id and client secret a function requests its tokens. */
export const clientsOf = ({ ids, secrets }: TokenCaller): readonly TemplateResource[] =>
  ids.length === 0 ? secrets : secrets.filter((one) => ids.includes(one));

/**
 * Whether a function can use an app client only for the flow `client_credentials`. A function with an API can exchange the
 * authorization code of a user, if people can sign in with the client.
 */
export const isMachineUse = (
  { logicalId }: TokenCaller,
  { properties }: TemplateResource,
  { links }: Chain,
): boolean => {
  const callers = links.filter(({ toId }) => toId === logicalId).map(({ kind }) => kind);
  const isOnlyOfAgents =
    callers.includes('agent → function') && !callers.includes('api → function');
  return isOnlyOfAgents || properties.CallbackURLs === undefined;
};
