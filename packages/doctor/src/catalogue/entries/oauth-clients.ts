import { entry } from './catalogue-entry.ts';

/** The machine client, its scopes and its secret: the first half of hop 6. */
export const oauthClients = {
  CLIENT_BEFORE_RESOURCE_SERVER: entry<{
    readonly clientId: string;
    readonly server: string;
    readonly scope: string;
  }>({
    severity: 'warning',
    hops: [1, 6],
    meaning: 'An app client names a scope of a resource server on which it does not depend.',
    why: 'A scope is a plain string, so CloudFormation sees no dependency and creates both at the same time.',
    onAws: 'The deployment fails now and then, because the scope does not exist yet.',
    legitimateTwin: 'A `DependsOn`, or a scope that refers to the resource server.',
    observed: ({ clientId, server, scope }) =>
      `${clientId} names ${scope}, but it does not depend on ${server}.`,
    expected: 'CloudFormation creates the resource server before the client.',
    cure: ({ clientId, server }) => `Add DependsOn: ${server} to ${clientId}.`,
    generalCure: 'Add `DependsOn` with the resource server to the client.',
    template: { check: 'order of clients and resource servers' },
  }),
  SCOPES_WITH_COMMAS: entry<{ readonly name: string; readonly scopes: string }>({
    severity: 'warning',
    hops: [6],
    meaning: 'A variable lists scopes with commas. A token request separates scopes with spaces.',
    why: 'Other lists in environment variables use commas.',
    onAws: '`invalid_scope`, because the text is one unknown scope.',
    legitimateTwin: 'A function that splits the text itself.',
    observed: ({ name, scopes }) =>
      `The variable ${name} has the scopes ${scopes}, separated by a comma.`,
    expected: 'A space between two scopes.',
    cure: 'Separate the scopes with a space.',
    template: { check: 'lists of scopes' },
  }),
  VPC_WITHOUT_WAY_OUT: entry<{
    readonly functionId: string;
    readonly name: string;
    readonly subnets: string;
  }>({
    severity: 'warning',
    hops: [6],
    meaning:
      'A function runs in subnets without a route out of the VPC, but it needs a token endpoint or a gateway.',
    why: 'A function in a VPC has no public address. The domain of a user pool has no VPC endpoint.',
    onAws: 'The function times out at the token endpoint.',
    legitimateTwin: 'A route to a NAT gateway, or a function outside the VPC.',
    observed: ({ functionId, name, subnets }) =>
      `${functionId} runs in ${subnets} without a route out of the VPC, but its variable ${name} has a public address.`,
    expected: 'A route to a NAT gateway in the route table of the subnets.',
    cure: 'Add a route to a NAT gateway for these subnets, or remove VpcConfig from the function.',
    template: { check: 'routes out of a VPC' },
  }),
  SCOPE_UNDEFINED: entry<{ readonly scope: string; readonly defined: string }>({
    severity: 'error',
    hops: [1, 6],
    meaning:
      'A client, a gateway, a method or a variable names a scope that no resource server of the template defines.',
    why: 'A scope is a plain string. Nothing checks it before a token request, which then fails with `invalid_scope`.',
    legitimateTwin: 'The scopes of OpenID Connect (`openid`, `email`, …).',
    observed: ({ scope, defined }) =>
      `The template uses the scope ${scope}, but its resource servers define ${defined}.`,
    expected: 'The identifier of a resource server, a slash, and the name of one of its scopes.',
    cure: 'Use a scope that the template defines, or define this one in the AWS::Cognito::UserPoolResourceServer.',
    template: { check: 'scopes' },
  }),
  CLIENT_FLOWS_MIXED: entry<{ readonly clientId: string; readonly others: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'One app client has `client_credentials` together with a flow for users.',
    why: 'A single client for everything needs less configuration.',
    onAws: 'The deployment fails, because Cognito refuses such a client.',
    observed: ({ clientId, others }) =>
      `${clientId} has client_credentials together with ${others}.`,
    expected: 'No other flow next to client_credentials: Cognito refuses such a client.',
    cure: 'Create one client for users and one for machines.',
    template: { check: 'flows of OAuth clients' },
  }),
  CLIENT_SECRET_MISSING: entry<{
    readonly clientId: string;
    /** The function that uses the client secret, if the client does not have `client_credentials`. */
    readonly functionId?: string;
  }>({
    severity: 'error',
    hops: [6],
    meaning:
      'A client has `client_credentials` but no client secret, or a function uses a client secret that does not exist.',
    why: 'The resource is a copy of a public client for a browser.',
    legitimateTwin: 'A public client with the `code` flow and PKCE.',
    observed: ({ clientId, functionId }) =>
      functionId === undefined
        ? `${clientId} has client_credentials and no client secret.`
        : `${functionId} uses the client secret of ${clientId}, which has no client secret.`,
    expected: 'A confidential client, which proves its identity with a client secret.',
    cure: 'Set GenerateSecret to true.',
    template: { check: 'secrets of OAuth clients' },
  }),
  CLIENT_FLOW_MISSING: entry<{
    readonly clientId: string;
    readonly flows: string;
    /** Whether the client does not allow its flows, although it has them. */
    readonly isOff?: true;
  }>({
    severity: 'error',
    hops: [6],
    meaning: 'The machine client does not allow the flow `client_credentials`.',
    why: "Someone changed the client by hand, or it is the web page's client.",
    onAws: '400 `unauthorized_client` from the token endpoint.',
    legitimateTwin: 'A function of an API that exchanges the authorization codes of its users.',
    observed: ({ clientId, flows, isOff }) =>
      isOff === true
        ? `AllowedOAuthFlowsUserPoolClient of the app client ${clientId} is not true, so it can use none of its flows.`
        : `The flows of the app client ${clientId} are: ${flows}.`,
    expected: 'Only the flow client_credentials.',
    cure: 'Set AllowedOAuthFlows to client_credentials and AllowedOAuthFlowsUserPoolClient to true. If people sign in with this client, use another one for the machine.',
    template: { check: 'flows of machine clients' },
    stack: true,
    reproduce:
      'Remove `AllowedOAuthFlows` from the machine client in `services/identity/resources.yml`. Start the stack and run the doctor.',
  }),
  CLIENT_SECRET_OF_ANOTHER: entry<{
    readonly holder: string;
    readonly clientId: string;
    readonly other: string;
  }>({
    severity: 'error',
    hops: [6],
    meaning:
      'A secret, or the variables of a function, have the id of one app client and the client secret of another.',
    why: 'One of the two references was changed without the other.',
    onAws: '400 `invalid_client` from the token endpoint.',
    legitimateTwin: 'A secret with the id and the client secret of one client.',
    observed: ({ holder, clientId, other }) =>
      `${holder} has the id of ${clientId} and the client secret of ${other}.`,
    expected: 'The id and the client secret of one app client.',
    cure: ({ clientId, other }) => `Write the id of ${other}, or the client secret of ${clientId}.`,
    generalCure: 'Write the id and the client secret of the same client.',
    template: { check: 'pairs of client id and client secret' },
  }),
  SCOPE_NOT_GRANTED: entry<{
    readonly clientId: string;
    readonly scope: string;
    readonly granted: string;
    /** The function of the template that requests the scope. */
    readonly functionId?: string;
  }>({
    severity: 'error',
    hops: [6],
    meaning: 'A function requests a scope that its client does not have.',
    why: "The function's `SCOPE` and the client's `AllowedOAuthScopes` were not changed together.",
    onAws: '400 `invalid_scope` from the token endpoint.',
    legitimateTwin: 'A variable with the scope that a function requires of its callers.',
    observed: ({ clientId, scope, granted, functionId = 'The proxy' }) =>
      `${functionId} requests the scope ${scope}, but the scopes of the app client ${clientId} are: ${granted}.`,
    expected:
      'A scope that the client has. The token endpoint refuses any other with invalid_scope.',
    cure: ({ scope, clientId, functionId }) =>
      scope.includes(',')
        ? 'Separate the scopes with a space, not with a comma.'
        : functionId === undefined
          ? "Correct the proxy's SCOPE, or add the scope to the client's AllowedOAuthScopes."
          : `Request a scope that ${clientId} has, or add this one to its AllowedOAuthScopes.`,
    generalCure:
      "Correct the proxy's `SCOPE`, or add the scope to the client's `AllowedOAuthScopes`. Separate scopes with a space, not with a comma.",
    template: { check: 'scopes of machine clients' },
    stack: true,
    faults: ['wrong-scope'],
  }),
  SECRET_IN_TEMPLATE: entry<{
    readonly name: string;
    /** Whether the template only refers to the value, and CloudFormation writes it into the function. */
    readonly isFilledIn?: boolean;
  }>({
    severity: 'error',
    warningIf: ({ isFilledIn }) => isFilledIn === true,
    hops: [],
    meaning:
      'A secret is written in an environment variable or in the template itself. A warning if the template only refers to it, by a dynamic reference or a `NoEcho` parameter.',
    why: "An environment variable is the easiest way to pass a secret to the code. Everyone who can read the function's configuration can read it.",
    legitimateTwin: 'The id, ARN or path of a secret, and the URL of a token endpoint.',
    observed: ({ name, isFilledIn }) =>
      isFilledIn
        ? `CloudFormation writes a secret into ${name}. Everyone who can read the function's configuration can read it.`
        : `${name} contains a secret.`,
    expected: 'The secret is stored only in Secrets Manager. The environment contains its id.',
    cure: ({ isFilledIn }) =>
      isFilledIn
        ? 'Pass the id of the secret, and read the secret in the code.'
        : 'Store the value in Secrets Manager and pass the id of the secret. Rotate the value, because others could read it.',
    generalCure:
      'Store the value in Secrets Manager and pass the id of the secret. Rotate the value, because others could read it.',
    template: { check: 'secrets in the template' },
  }),
  SECRET_ACCESS_DENIED: entry<{
    readonly role: string;
    /** The secret of the template. */
    readonly secret?: string;
    /** The statement of the secret's resource policy that denies. Undefined if the role's policies do not allow. */
    readonly by?: string;
  }>({
    severity: 'error',
    hops: [6],
    meaning:
      'The role of the function that calls the gateway cannot read the secret with the client credentials.',
    why: "The grant is missing, or it names another secret. Or the secret's resource policy denies the role.",
    observed: ({ role, secret, by }) =>
      `${role} cannot read the secret ${secret === undefined ? '' : `${secret} `}with the client credentials${by === undefined ? '' : `: ${by}`}.`,
    expected:
      "secretsmanager:GetSecretValue on this one secret in the function's role, and no deny in the secret's resource policy.",
    cure: ({ role, secret = 'the secret', by }) =>
      by === undefined
        ? `Allow secretsmanager:GetSecretValue on ${secret} in ${role}.`
        : `Add the ARN of ${role} to the roles that this statement excepts, in its condition on aws:PrincipalArn.`,
    generalCure:
      "Allow `secretsmanager:GetSecretValue` on this one secret in the function's role. If the secret's resource policy denies it, add the role's ARN to the condition on `aws:PrincipalArn`.",
    template: { check: 'grants on secrets' },
    stack: true,
    faults: ['secret-read-denied', 'secret-policy-denies-proxy'],
  }),
  SECRET_NOT_FOUND: entry<{ readonly problem: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The secret with the client credentials does not exist, or is marked for deletion.',
    why: 'Someone deleted it, or the stage was removed and deployed again within the recovery window.',
    observed: ({ problem }) => `The secret is not available: ${problem}.`,
    expected: 'A secret with the client credentials that is not marked for deletion.',
    cure: 'Restore the secret, or deploy it again and let the rotation write a current version.',
    stack: true,
    faults: ['secret-deleted'],
  }),
  SECRET_MALFORMED: entry<{ readonly problem: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The secret does not contain client credentials in the expected form.',
    why: 'Someone wrote it by hand, with other member names.',
    observed: ({ problem }) => problem,
    expected: 'A JSON object with clientId and clientSecret.',
    cure: 'Rotate the secret. The rotation writes clientId and clientSecret, which the proxy reads.',
    stack: true,
    faults: ['secret-malformed'],
  }),
};
