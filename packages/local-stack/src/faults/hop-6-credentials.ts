import {
  propertiesOf,
  type TemplateChange,
  withoutAction,
  withStatement,
  withVariable,
} from './change-template.ts';
import { type FaultPorts, type FaultSwitch, relayAt, type Undo } from './fault-switch.ts';
import { invalidToken } from './gateway-answers.ts';
import { changingHeader, refusingFirstToken } from './relays.ts';

const proxyRole = 'BedrockGatewayProxyRole';
const proxyFunction = 'BedrockGatewayProxyLambdaFunction';

const userPoolArn = { 'Fn::GetAtt': ['UserPool', 'Arn'] };

/** The issuer URL of a user pool outside the stack. */
const anotherIssuer = {
  'Fn::Join': [
    '',
    [
      'https://cognito-idp.',
      { Ref: 'AWS::Region' },
      '.',
      { Ref: 'AWS::URLSuffix' },
      '/',
      { Ref: 'AWS::Region' },
      '_another00',
    ],
  ],
};

/** Makes the secret's resource policy except only the role of the rotation. */
const withoutProxyAsReader: TemplateChange = (template) => {
  const properties = propertiesOf(template, 'GatewayClientSecretPolicy');
  properties.ResourcePolicy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyOtherReaders',
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
        Condition: {
          ArnNotEquals: {
            'aws:PrincipalArn': { 'Fn::GetAtt': ['RotateGatewayClientSecretRole', 'Arn'] },
          },
        },
      },
    ],
  };
};

/**
 * Rotates the client secret as the rotation Lambda does, and deletes the previous client secret at once.
 */
const rotateSecret = ({ cognito, secrets, machineClient, relays }: FaultPorts): Undo => {
  const { clientId, secretId } = machineClient;
  const replaced = cognito.listClientSecrets(clientId);
  for (const { clientSecretId } of replaced.slice(1)) {
    cognito.deleteClientSecret(clientId, clientSecretId);
  }
  const { value: clientSecret, clientSecretId } = cognito.addClientSecret(clientId);
  secrets.putCurrent(secretId, JSON.stringify({ clientId, clientSecret, clientSecretId }));
  for (const old of replaced.slice(0, 1)) cognito.deleteClientSecret(clientId, old.clientSecretId);
  // A warm environment requests a token, and so meets the rotation, only when its cached token is refused.
  return relays.put('gateway', refusingFirstToken(invalidToken));
};

/** The credentials of the proxy at hop 6: the secret, and the access token it requests with that secret. */
export const hop6Credentials: readonly FaultSwitch[] = [
  {
    name: 'no-token-to-gateway',
    hop: 6,
    seen: "The proxy's call reaches the gateway without a bearer token: 401.",
    outcome: 'breaks',
    begin: relayAt('gateway')(() => changingHeader('authorization', undefined)),
  },
  {
    name: 'mixed-credentials',
    hop: 6,
    seen: 'One request to the gateway carries both a bearer token and an IAM session token: 401.',
    outcome: 'breaks',
    begin: relayAt('gateway')(() =>
      changingHeader('x-amz-security-token', 'invalid-session-token'),
    ),
  },
  {
    name: 'oauth-client-in-iam-policy',
    hop: 6,
    seen: 'An IAM policy grants cognito-idp:* on the client, which has no effect on the gateway call; nothing fails.',
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
    seen: "The proxy's role is not allowed to read the secret.",
    outcome: 'breaks',
    template: withoutAction(proxyRole, 'secretsmanager:GetSecretValue'),
  },
  {
    name: 'secret-policy-denies-proxy',
    hop: 6,
    seen: "The secret's resource policy denies the proxy's role, although the role's own policy allows the read.",
    outcome: 'breaks',
    template: withoutProxyAsReader,
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
    seen: 'The secret holds a value that is not client credentials.',
    outcome: 'breaks',
    begin: ({ secrets, machineClient }) =>
      secrets.putCurrent(machineClient.secretId, '{"client_id":"wrong member names"}'),
  },
  {
    name: 'secret-rotated',
    hop: 6,
    seen: 'The client secret is rotated and the old one is deleted; the proxy reads the new one and continues.',
    outcome: 'survived',
    keepsEnvironments: true,
    begin: rotateSecret,
  },
  {
    name: 'wrong-scope',
    hop: 6,
    seen: 'The proxy requests a scope that its client does not have: invalid_scope.',
    outcome: 'breaks',
    template: withVariable(proxyFunction, 'SCOPE', 'hopwise/chat'),
  },
  {
    name: 'wrong-issuer',
    hop: 6,
    seen: 'The proxy expects tokens of a user pool that the gateway does not use, and sends none.',
    outcome: 'breaks',
    template: withVariable(proxyFunction, 'ISSUER', anotherIssuer),
  },
  {
    name: 'token-expired',
    hop: 6,
    seen: 'The gateway no longer accepts the cached token; the proxy renews it once and continues.',
    outcome: 'survived',
    keepsEnvironments: true,
    begin: relayAt('gateway')(() => refusingFirstToken(invalidToken)),
  },
];
