import { withoutAction, withStatement, withVariable } from './change-template.ts';
import { type FaultPorts, type FaultSwitch, onWires, type Undo } from './fault-switch.ts';
import { invalidToken } from './gateway-answers.ts';
import { changingHeader, refusingFirstToken } from './relays.ts';

const proxyRole = 'BedrockGatewayProxyRole';
const proxyFunction = 'BedrockGatewayProxyLambdaFunction';

const userPoolArn = { 'Fn::GetAtt': ['UserPool', 'Arn'] };

/** Issuer of a user pool that is not the stack's. */
const anotherIssuer = {
  'Fn::Join': [
    '',
    [
      ...['https://cognito-idp.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/'],
      ...[{ Ref: 'AWS::Region' }, '_another00'],
    ],
  ],
};

/** As the rotation Lambda leaves it, and the secret that was replaced is gone at once. */
const rotateSecret = ({ cognito, secrets, machineClient, relays }: FaultPorts): Undo => {
  const { clientId, secretId } = machineClient;
  const replaced = cognito.listClientSecrets(clientId);
  for (const { clientSecretId } of replaced.slice(1)) {
    cognito.deleteClientSecret(clientId, clientSecretId);
  }
  const { value: clientSecret, clientSecretId } = cognito.addClientSecret(clientId);
  secrets.putCurrent(secretId, JSON.stringify({ clientId, clientSecret, clientSecretId }));
  for (const old of replaced.slice(0, 1)) cognito.deleteClientSecret(clientId, old.clientSecretId);
  // A warm environment asks for a token, and so feels the rotation, only once its own is of no use.
  return relays.put('gateway', refusingFirstToken(invalidToken));
};

/** What the proxy brings to the gateway: the secret, and the token that it buys. */
export const hop6Credentials: readonly FaultSwitch[] = [
  {
    name: 'no-token-to-gateway',
    hop: 6,
    seen: 'The gateway is called without a bearer token: 401.',
    outcome: 'breaks',
    begin: onWires('gateway')(() => changingHeader('authorization', undefined)),
  },
  {
    name: 'mixed-credentials',
    hop: 6,
    seen: 'One request to the gateway carries a bearer token and a session token of IAM: 401.',
    outcome: 'breaks',
    begin: onWires('gateway')(() => changingHeader('x-amz-security-token', 'of-no-use-here')),
  },
  {
    name: 'oauth-client-in-iam-policy',
    hop: 6,
    seen: 'A policy grants cognito-idp:* on the client, as if that let anyone call the gateway; nothing fails.',
    outcome: 'static',
    template: withStatement(proxyRole, {
      Sid: 'CallGateway',
      Effect: 'Allow',
      Action: 'cognito-idp:*',
      Resource: { 'Fn::Join': ['/client/', [userPoolArn, { Ref: 'MachineClient' }]] },
    }),
  },
  {
    name: 'secret-read-denied',
    hop: 6,
    seen: "The proxy's role may not read the client's secret.",
    outcome: 'breaks',
    template: withoutAction(proxyRole, 'secretsmanager:GetSecretValue'),
  },
  {
    name: 'secret-deleted',
    hop: 6,
    seen: 'The secret with the client credentials is marked for deletion.',
    outcome: 'breaks',
    begin: ({ secrets, machineClient }) => secrets.delete(machineClient.secretId),
  },
  {
    name: 'secret-malformed',
    hop: 6,
    seen: 'The secret holds something else than client credentials.',
    outcome: 'breaks',
    begin: ({ secrets, machineClient }) =>
      secrets.putCurrent(machineClient.secretId, '{"client_id":"wrong member names"}'),
  },
  {
    name: 'secret-rotated',
    hop: 6,
    seen: "The client's secret was rotated and the old one deleted; the proxy reads the new one and goes on.",
    outcome: 'survived',
    keepsEnvironments: true,
    begin: rotateSecret,
  },
  {
    name: 'wrong-scope',
    hop: 6,
    seen: 'The proxy asks for a scope that its client does not have: invalid_scope.',
    outcome: 'breaks',
    template: withVariable(proxyFunction, 'SCOPE', 'hopwise/chat'),
  },
  {
    name: 'wrong-issuer',
    hop: 6,
    seen: "The proxy expects tokens of another user pool than the gateway's: it sends none.",
    outcome: 'breaks',
    template: withVariable(proxyFunction, 'ISSUER', anotherIssuer),
  },
  {
    name: 'token-expired',
    hop: 6,
    seen: 'The gateway no longer takes the cached token; the proxy renews it once and goes on.',
    outcome: 'survived',
    keepsEnvironments: true,
    begin: onWires('gateway')(() => refusingFirstToken(invalidToken)),
  },
];
