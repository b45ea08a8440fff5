import type { FactTexts } from '../fact.ts';
import type { Wording } from './wording.ts';

type Code =
  | 'OAUTH_TOKEN_TO_AWS_SERVICE'
  | 'NO_TOKEN_TO_GATEWAY'
  | 'MIXED_CREDENTIALS'
  | 'OAUTH_CLIENT_IN_IAM_POLICY'
  | 'RESOURCE_POLICY_MISSING'
  | 'AUDIENCE_WITH_COGNITO'
  | 'SCOPE_UNDEFINED'
  | 'CLIENT_FLOWS_MIXED'
  | 'CLIENT_SECRET_MISSING'
  | 'SECRET_IN_TEMPLATE'
  | 'API_OPEN';

/** The kind of credential that a hop takes, and where credentials live. */
export const credentialWordings: { readonly [One in Code]: Wording<FactTexts[One]> } = {
  OAUTH_TOKEN_TO_AWS_SERVICE: {
    severity: 'error',
    observed: ({ target }) => `The gateway target sends an OAuth token to ${target}.`,
    expected:
      'AWS services and Lambda functions are called with IAM: a SigV4 signature, no bearer token.',
    cure: "Set the target's CredentialProviderType to GATEWAY_IAM_ROLE and grant the call to the gateway's role.",
  },
  NO_TOKEN_TO_GATEWAY: {
    severity: 'error',
    observed: ({ functionId, gatewayId }) =>
      `${functionId} is told the URL of ${gatewayId}, which takes OAuth tokens, and its role can read no client credentials.`,
    expected:
      'A caller of a CUSTOM_JWT gateway gets an access token with the client credentials of its secret.',
    cure: "Grant secretsmanager:GetSecretValue on the client's secret, and call the gateway with the token as bearer.",
  },
  MIXED_CREDENTIALS: {
    severity: 'error',
    observed: ({ functionId, gatewayId }) =>
      `${functionId} is granted bedrock-agentcore:InvokeGateway on ${gatewayId}, whose authorizer takes OAuth tokens.`,
    expected: 'One kind of credential for each call: a JWT gateway asks no IAM policy.',
    cure: "Remove the IAM grant; or set the gateway's AuthorizerType to AWS_IAM and call it signed, without a token.",
  },
  OAUTH_CLIENT_IN_IAM_POLICY: {
    severity: 'error',
    observed: ({ granted }) =>
      `An identity policy grants ${granted}, as if that let anyone call the gateway.`,
    expected:
      "What an OAuth client may do is said by its scopes and by the gateway's authorizer, not by IAM.",
    cure: 'Remove the statement; put the client into AllowedClients, and its id and secret into Secrets Manager.',
  },
  RESOURCE_POLICY_MISSING: {
    severity: 'error',
    observed: ({ functionId, caller }) =>
      `${caller} calls ${functionId}, and nothing allows it to.`,
    expected: ({ principal }) =>
      `An AWS::Lambda::Permission for ${principal}: an execution role says what a function may call, never who may call it.`,
    cure: ({ functionId, principal }) =>
      `Add an AWS::Lambda::Permission with FunctionName ${functionId}, Principal ${principal}, SourceAccount and SourceArn.`,
  },
  AUDIENCE_WITH_COGNITO: {
    severity: 'error',
    observed: ({ gatewayId }) =>
      `${gatewayId} asks for an audience, and its issuer is a Cognito user pool.`,
    expected: "Access tokens of Cognito's client credentials have no aud claim.",
    cure: 'Remove AllowedAudience; check AllowedClients and AllowedScopes instead.',
  },
  SCOPE_UNDEFINED: {
    severity: 'error',
    observed: ({ scope, defined }) =>
      `The scope ${scope} is asked for; the template's resource servers define ${defined}.`,
    expected:
      'A scope is the identifier of a resource server, a slash, and the name of one of its scopes.',
    cure: 'Name a scope that is defined, or define it in the AWS::Cognito::UserPoolResourceServer.',
  },
  CLIENT_FLOWS_MIXED: {
    severity: 'error',
    observed: ({ clientId, others }) => `${clientId} has client_credentials beside ${others}.`,
    expected: 'Cognito refuses a client that has client_credentials and another flow.',
    cure: 'Give people and machines a client each.',
  },
  CLIENT_SECRET_MISSING: {
    severity: 'error',
    observed: ({ clientId }) => `${clientId} has client_credentials and no secret.`,
    expected: 'Only a confidential client can prove who it is: GenerateSecret is true.',
    cure: 'Set GenerateSecret to true.',
  },
  SECRET_IN_TEMPLATE: {
    severity: 'error',
    observed: ({ name }) => `${name} holds a secret.`,
    expected: 'A secret stands in Secrets Manager alone; the environment holds its id.',
    cure: "Put the value into a secret, rotate it, and pass the secret's id.",
  },
  API_OPEN: {
    severity: 'warning',
    observed: ({ method }) => `Anyone may call ${method}.`,
    expected: 'A method that runs a function has an authorizer.',
    cure: 'Set AuthorizationType to COGNITO_USER_POOLS with an authorizer and scopes, or suppress this with the reason.',
  },
};
