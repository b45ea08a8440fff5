import type { AssembleContext } from '../deployment/deploy-stack.ts';
import type { DeployedResources, TypedResource } from '../deployment/deployed-resources.ts';
import { nameOf } from '../deployment/resource-name.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import type { DeployedUserPool, DeployedUserPoolClient } from './pool/deployed-user-pool.ts';
import { userPool } from './resource-types/user-pool.ts';
import { userPoolClient } from './resource-types/user-pool-client.ts';
import { userPoolDomain } from './resource-types/user-pool-domain.ts';
import { userPoolResourceServer } from './resource-types/user-pool-resource-server.ts';

const secondsPerUnit = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html */
const standardScopes = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

/** The user pools of a template, each with its domain and app clients. */
export const assembleUserPools = (
  resources: DeployedResources,
  { account, addresses, stackName }: AssembleContext,
): readonly DeployedUserPool[] => {
  refuseUnknownPools(resources);
  refuseSecondDomains(resources);
  return resources.of(userPool).map(({ ref, logicalId, attributes, properties }) => {
    const domain = resources.of(userPoolDomain).find((one) => one.properties.UserPoolId === ref);
    const issuerAt = (host: string): string =>
      addresses.rewrite(`https://${host}.${account.region}.amazonaws.com/${ref}`);
    const original = issuerAt('cognito-idp');
    const updated = issuerAt('issuer-cognito-idp');
    const scopes = scopesOf(ref, resources);
    return {
      id: ref,
      arn: attributes.Arn ?? '',
      name: nameOf(properties, 'UserPoolName', { logicalId, stackName }),
      issuer: properties.IssuerConfiguration?.Type === 'UPDATED' ? updated : original,
      issuers: [original, updated],
      domainOrigin:
        domain &&
        addresses.rewrite(`https://${domain.ref}.auth.${account.region}.amazoncognito.com`),
      signInNames: {
        caseSensitive: properties.UsernameConfiguration.CaseSensitive,
        emailAsUsername: properties.UsernameAttributes.includes('email'),
        emailAsAlias: properties.AliasAttributes.includes('email'),
      },
      clients: resources
        .of(userPoolClient)
        .filter((client) => client.properties.UserPoolId === ref)
        .map((client) => clientOf(client, scopes)),
    };
  });
};

/** Otherwise the part of such a pool would exist nowhere. */
const refuseUnknownPools = (resources: DeployedResources): void => {
  const known = resources.of(userPool).map(({ ref }) => ref);
  const parts = [
    ...resources.of(userPoolClient),
    ...resources.of(userPoolDomain),
    ...resources.of(userPoolResourceServer),
  ];
  for (const { logicalId, properties } of parts) {
    if (known.includes(properties.UserPoolId)) continue;
    throw new TemplateError(
      `UserPoolId of ${logicalId} is ${properties.UserPoolId}, which is no user pool of the template.`,
    );
  }
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html */
const refuseSecondDomains = (resources: DeployedResources): void => {
  const domains = resources.of(userPoolDomain);
  for (const [index, { logicalId, ref, properties }] of domains.entries()) {
    const other = domains
      .slice(0, index)
      .find((one) => one.ref === ref || one.properties.UserPoolId === properties.UserPoolId);
    if (other === undefined) continue;
    throw new TemplateError(
      `AWS refuses to create ${logicalId}: ${other.logicalId} has the same domain or the same user pool.`,
    );
  }
};

/** The scopes that a client of the pool can have. */
const scopesOf = (poolId: string, resources: DeployedResources): readonly string[] => [
  ...standardScopes,
  ...resources
    .of(userPoolResourceServer)
    .filter(({ properties }) => properties.UserPoolId === poolId)
    .flatMap(({ properties }) =>
      properties.Scopes.map(({ ScopeName }) => `${properties.Identifier}/${ScopeName}`),
    ),
];

type Client = TypedResource<PropertiesOf<typeof userPoolClient>>;

const clientOf = (
  { ref, logicalId, attributes, properties }: Client,
  scopes: readonly string[],
): DeployedUserPoolClient => {
  refuseScopes(properties.AllowedOAuthScopes, scopes, logicalId);
  const units = properties.TokenValidityUnits;
  const secret = attributes.ClientSecret;
  return {
    clientId: ref,
    name: properties.ClientName || logicalId,
    secrets: secret ? [{ clientSecretId: `${ref}--0`, value: secret }] : [],
    allowedFlows: properties.AllowedOAuthFlows,
    isOAuthEnabled: properties.AllowedOAuthFlowsUserPoolClient,
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

/** AWS refuses such a client with `ScopeDoesNotExistException`. */
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
