import * as z from 'zod/mini';
import type { Account } from '../account.ts';
import type { AddressTable } from '../addresses.ts';
import type {
  DeployedUserPool,
  DeployedUserPoolClient,
} from '../cognito/pool/deployed-user-pool.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import { nameOf } from './resource-name.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const poolProperties = z.looseObject({
  IssuerConfiguration: z.optional(z.looseObject({ Type: z.enum(['ORIGINAL', 'UPDATED']) })),
});
const domainProperties = z.looseObject({ UserPoolId: z.string(), Domain: z.string() });
const resourceServerProperties = z.looseObject({
  UserPoolId: z.string(),
  Identifier: z.string(),
  Scopes: z._default(z.array(z.looseObject({ ScopeName: z.string() })), []),
});

const strings = z._default(z.array(z.string()), []);
const unit = z._default(z.enum(['seconds', 'minutes', 'hours', 'days']), 'hours');
const clientProperties = z.looseObject({
  UserPoolId: z.string(),
  ClientName: z._default(z.string(), ''),
  AllowedOAuthFlows: z._default(z.array(z.enum(['client_credentials', 'code', 'implicit'])), []),
  AllowedOAuthScopes: strings,
  CallbackURLs: strings,
  LogoutURLs: strings,
  AccessTokenValidity: z._default(z.number(), 1),
  IdTokenValidity: z._default(z.number(), 1),
  RefreshTokenValidity: z._default(z.number(), 30),
  EnableTokenRevocation: z._default(z.boolean(), true),
  TokenValidityUnits: z._default(
    z.looseObject({
      AccessToken: unit,
      IdToken: unit,
      RefreshToken: z._default(z.enum(['seconds', 'minutes', 'hours', 'days']), 'days'),
    }),
    { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
  ),
});

const secondsPerUnit = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html */
const standardScopes = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

type Context = {
  readonly account: Account;
  readonly addresses: AddressTable;
  readonly stackName: string;
};

/** The user pools of a template, each with its domain and app clients. */
export const assembleUserPools = (
  resources: readonly DeployedResource[],
  { account, addresses, stackName }: Context,
): readonly DeployedUserPool[] =>
  resourcesOfType(resources, 'AWS::Cognito::UserPool').map((pool) => {
    const domain = resourcesOfType(resources, 'AWS::Cognito::UserPoolDomain')
      .map((resource) => parseProperties(domainProperties, resource))
      .find((one) => one.UserPoolId === pool.ref);
    const { IssuerConfiguration } = parseProperties(poolProperties, pool);
    const [original, updated] = ['cognito-idp', 'issuer-cognito-idp'].map((host) =>
      addresses.rewrite(`https://${host}.${account.region}.amazonaws.com/${pool.ref}`),
    ) as [string, string];
    return {
      id: pool.ref,
      arn: pool.attributes.Arn ?? '',
      name: nameOf(pool.properties, 'UserPoolName', { ...pool, stackName }),
      issuer: IssuerConfiguration?.Type === 'UPDATED' ? updated : original,
      issuers: [original, updated],
      domainOrigin: addresses.rewrite(
        `https://${domain?.Domain ?? 'none'}.auth.${account.region}.amazoncognito.com`,
      ),
      clients: resourcesOfType(resources, 'AWS::Cognito::UserPoolClient')
        .filter((resource) => parseProperties(clientProperties, resource).UserPoolId === pool.ref)
        .map((client) => clientOf(client, scopesOf(pool, resources))),
    };
  });

/** The scopes that a client of the pool may have. */
const scopesOf = (
  pool: DeployedResource,
  resources: readonly DeployedResource[],
): readonly string[] => [
  ...standardScopes,
  ...resourcesOfType(resources, 'AWS::Cognito::UserPoolResourceServer')
    .map((resource) => parseProperties(resourceServerProperties, resource))
    .filter((server) => server.UserPoolId === pool.ref)
    .flatMap(({ Identifier, Scopes }) =>
      Scopes.map(({ ScopeName }) => `${Identifier}/${ScopeName}`),
    ),
];

const clientOf = (
  resource: DeployedResource,
  scopes: readonly string[],
): DeployedUserPoolClient => {
  const properties = parseProperties(clientProperties, resource);
  refuseScopes(properties.AllowedOAuthScopes, scopes, resource.logicalId);
  const units = properties.TokenValidityUnits;
  const secret = resource.attributes.ClientSecret;
  return {
    clientId: resource.ref,
    name: properties.ClientName || resource.logicalId,
    secrets: secret ? [{ clientSecretId: `${resource.ref}--0`, value: secret }] : [],
    allowedFlows: properties.AllowedOAuthFlows,
    allowedScopes: properties.AllowedOAuthScopes,
    callbackUrls: properties.CallbackURLs,
    logoutUrls: properties.LogoutURLs,
    accessTokenValiditySeconds: properties.AccessTokenValidity * secondsPerUnit[units.AccessToken],
    idTokenValiditySeconds: properties.IdTokenValidity * secondsPerUnit[units.IdToken],
    refreshTokenValiditySeconds:
      properties.RefreshTokenValidity * secondsPerUnit[units.RefreshToken],
    isTokenRevocationEnabled: properties.EnableTokenRevocation,
  };
};

/** AWS creates no such client: `ScopeDoesNotExistException`. */
const refuseScopes = (
  allowed: readonly string[],
  defined: readonly string[],
  logicalId: string,
): void => {
  const unknown = allowed.find((scope) => !defined.includes(scope));
  if (unknown === undefined) return;
  throw new TemplateError(
    `The app client ${logicalId} allows the scope ${unknown}, which no resource server of its user pool defines.`,
  );
};
