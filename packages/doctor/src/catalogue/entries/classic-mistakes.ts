import { entry } from './catalogue-entry.ts';

type CallerOfGateway = { readonly functionId: string; readonly gatewayId: string };

/** The five mistakes that mix up IAM and OAuth most often. */
export const classicMistakes = {
  OAUTH_TOKEN_TO_AWS_SERVICE: entry<{ readonly target: string } | { readonly awsError: string }>({
    severity: 'error',
    hops: [3, 7],
    meaning:
      'A request to an AWS API (Bedrock, Lambda, Secrets Manager, …) carries a bearer token instead of a SigV4 signature.',
    why: 'The token works at the AgentCore Gateway, so someone reuses it for the next call.',
    onAws: '403 with `IncompleteSignature` or `MissingAuthenticationToken`.',
    alsoCaughtBy:
      "`packages/auth` sends its token only to the gateway's origin. The AWS endpoint of the local stack refuses the call.",
    observed: (facts) =>
      'target' in facts
        ? `The gateway target sends an OAuth token to ${facts.target}.`
        : `AWS found no signature in a signed request (${facts.awsError}): something replaced the Authorization header.`,
    expected:
      'Calls to AWS services and Lambda functions use IAM: a SigV4 signature and no bearer token.',
    cure: (facts) =>
      'target' in facts
        ? "Set the target's CredentialProviderType to GATEWAY_IAM_ROLE. Grant the call to the gateway's role."
        : 'Remove the component that adds a bearer token: a proxy, an interceptor, or a header that your client sets.',
    generalCure:
      "Call the service with the AWS SDK, which signs with the function's execution role. Grant the action to that role. For a gateway target, set `CredentialProviderType` to `GATEWAY_IAM_ROLE`.",
    template: { check: 'OAuth tokens to AWS services' },
    stack: true,
    faults: ['oauth-token-to-aws-service'],
  }),
  NO_TOKEN_TO_GATEWAY: entry<CallerOfGateway | { readonly message: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The AgentCore Gateway is called without a bearer token, or with a SigV4 signature.',
    why: 'The gateway is an AWS resource, so a signature from the AWS SDK looks right.',
    onAws: '401 `Missing Bearer token`, with a `WWW-Authenticate` header.',
    legitimateTwin: 'A gateway with the authorizer `AWS_IAM` requires SigV4.',
    observed: (facts) =>
      'message' in facts
        ? `The gateway received no bearer token, although the request carried one: ${facts.message}`
        : `${facts.functionId} has the URL of ${facts.gatewayId}, which requires OAuth tokens, but its role cannot read client credentials.`,
    expected:
      'A caller of a CUSTOM_JWT gateway gets an access token with the client credentials from its secret, and sends it as Authorization: Bearer.',
    cure: (facts) =>
      'message' in facts
        ? 'Find what drops the Authorization header between the caller and the gateway: a proxy, a redirect, or an interceptor.'
        : "Grant secretsmanager:GetSecretValue on the client's secret. Call the gateway with the access token as bearer token.",
    generalCure:
      "Get an access token with the client credentials from the client's secret, and send it as `Authorization: Bearer`. `context.auth.request` of `packages/auth` does both.",
    template: { check: 'tokens for the gateway' },
    stack: true,
    faults: ['no-token-to-gateway'],
  }),
  MIXED_CREDENTIALS: entry<CallerOfGateway | { readonly by: string }>({
    severity: 'error',
    // The gateway ignores the grant, so no call fails because of it.
    warningIf: (facts) => 'functionId' in facts,
    hops: [6],
    meaning:
      'One request carries both a bearer token and a SigV4 signature, or a role has an IAM grant for a call that uses OAuth.',
    why: 'Each credential failed at some hop, so someone tried both.',
    alsoCaughtBy:
      '`packages/auth` does not send such a request. The local stack refuses it at the AWS endpoint and at the gateway.',
    observed: (facts) =>
      'by' in facts
        ? `The gateway received two kinds of credential in one request: ${facts.by}.`
        : `${facts.functionId} has the permission bedrock-agentcore:InvokeGateway on ${facts.gatewayId}, whose authorizer requires OAuth tokens.`,
    expected:
      'One kind of credential for each call. A gateway with a JWT authorizer ignores IAM policies.',
    cure: (facts) =>
      'by' in facts
        ? 'Find what signs the request or adds X-Amz-Security-Token on the way to the gateway, and remove it.'
        : "Remove the IAM grant. Or set the gateway's AuthorizerType to AWS_IAM and sign the call, without a token.",
    generalCure:
      'Choose by the receiver: IAM for AWS services and Lambda functions, OAuth for the AgentCore Gateway.',
    template: { check: 'mixed credentials' },
    stack: true,
    faults: ['mixed-credentials'],
  }),
  OAUTH_CLIENT_IN_IAM_POLICY: entry<{ readonly granted: string }>({
    severity: 'warning',
    hops: [6],
    meaning:
      'An identity policy contains a Cognito client id, or `cognito-idp:*`, to allow the call of the gateway. Such a grant has no effect on the gateway.',
    why: 'The gateway denies the call, and most denials in AWS are fixed in a policy.',
    onAws: 'Nothing changes. A gateway with a JWT authorizer ignores identity policies.',
    legitimateTwin:
      'A client id as the `aud` condition of a web-identity trust policy. `cognito-idp:*` in a template without a gateway.',
    observed: ({ granted }) =>
      `An identity policy grants ${granted} to allow the call of the gateway.`,
    expected:
      "The client's scopes and the gateway's authorizer decide what an OAuth client can do. IAM does not.",
    cure: "Remove the statement. List the client in the gateway's AllowedClients and its scope in AllowedScopes. Store its id and client secret in Secrets Manager.",
    template: { check: 'OAuth clients in IAM policies' },
    faults: ['oauth-client-in-iam-policy'],
  }),
  SOURCE_ARN_INVALID: entry<{ readonly text: string }>({
    severity: 'error',
    hops: [2, 5],
    meaning: 'The `SourceArn` of a permission is no ARN.',
    why: '`Ref` of an API returns its id, not its ARN.',
    onAws:
      'Lambda refuses the permission: `Member must satisfy regular expression pattern: arn:…`.',
    legitimateTwin: 'A `SourceArn` that another stack exports.',
    observed: ({ text }) => `The SourceArn is ${text}, which is no ARN.`,
    expected:
      'For an API, arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH. For an agent, its AgentArn.',
    cure: ({ text }) =>
      text.startsWith('$')
        ? `Write arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:${text}, in Fn::Sub.`
        : 'Write the ARN of the resource that calls the function.',
    generalCure: 'Write the ARN of the resource that calls the function.',
    template: { check: 'sources of permissions' },
  }),
  RESOURCE_POLICY_MISSING: entry<{
    readonly functionName: string;
    readonly service: string;
    readonly source: string;
    readonly reason: string;
    /** What to correct, if the template has a permission or an event for the call. */
    readonly correction?: string;
  }>({
    severity: 'error',
    hops: [2, 5],
    meaning: 'No resource policy allows the service that calls a function to invoke it.',
    why: 'The execution role says what the function can call. It does not say who can call the function.',
    onAws:
      'At hop 2: status 500 from API Gateway, and the function does not run. At hop 5: `DependencyFailedException`.',
    legitimateTwin:
      "A gateway invokes a function in the same account with its role's grant. That call needs no resource policy.",
    observed: ({ functionName, service, source, reason }) =>
      `${service} cannot invoke ${functionName} on behalf of ${source}: ${reason}.`,
    expected: ({ service }) =>
      `An AWS::Lambda::Permission for ${service}. An execution role says what a function can call, not who can call it.`,
    cure: ({ functionName, service, source, correction }) =>
      correction ??
      `Add an AWS::Lambda::Permission with FunctionName ${functionName}, Principal ${service}, SourceAccount, and a SourceArn that matches ${source}.`,
    generalCure:
      'Add an `AWS::Lambda::Permission` with the calling service as principal, `SourceAccount` and `SourceArn`.',
    template: { check: 'resource policies' },
    stack: true,
    faults: [
      'resource-policy-missing',
      'api-permission-missing',
      'proxy-permission-alias-arn',
      'proxy-permission-source-account',
    ],
  }),
};
