import { entry } from './catalogue-entry.ts';

const toSamePool =
  "Set the caller's ISSUER and TOKEN_URL and the gateway's DiscoveryUrl to the same user pool.";

/** The AgentCore Gateway and its authorizer: the end of hop 6. */
export const gateway = {
  AUDIENCE_NOT_ALLOWED: entry<{ readonly gateway: string; readonly audience: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'A gateway requires an audience that its access tokens do not have.',
    why: "Other issuers need `AllowedAudience`. Access tokens of Cognito's client credentials have no `aud` claim, so the gateway refuses all of them.",
    onAws: '401 `Invalid Bearer token`.',
    legitimateTwin: 'An issuer other than Cognito.',
    observed: ({ gateway, audience }) =>
      `${gateway} requires the audience ${audience}, but its access tokens come from a Cognito user pool.`,
    expected:
      "No AllowedAudience: access tokens of Cognito's client credentials have no aud claim.",
    cure: 'Remove AllowedAudience. Use AllowedClients and AllowedScopes instead.',
    template: { check: 'audience of machine tokens' },
    stack: true,
    faults: ['allowed-audience'],
  }),
  NAME_TOO_LONG: entry<{ readonly kind: string; readonly name: string; readonly max: number }>({
    severity: 'error',
    hops: [6, 7],
    meaning: 'The name of a gateway or of a tool is longer than AWS accepts.',
    why: 'The schema of CloudFormation allows 100 characters. The gateway adds the name of the target to each tool: `target___tool`.',
    onAws: 'The creation fails with a `ValidationException`.',
    observed: ({ kind, name }) =>
      `The ${kind} has the name ${name}, which has ${name.length} characters.`,
    expected: ({ kind, max }) => `A ${kind} has a name of at most ${max} characters.`,
    cure: 'Shorten the name of the gateway, the target or the tool.',
    template: { check: 'lengths of names' },
  }),
  GATEWAY_NAME_INVALID: entry<{ readonly kind: 'gateway' | 'target'; readonly name: string }>({
    severity: 'error',
    hops: [6, 7],
    meaning: 'The name of a gateway or of a target has a character that AWS refuses, such as `_`.',
    why: 'Names of tools, runtimes and policy engines have underscores. Names of gateways and targets have hyphens.',
    onAws: 'The creation fails with a `ValidationException`.',
    legitimateTwin: 'A tool with an underscore in its name.',
    observed: ({ kind, name }) => `The ${kind} has the name ${name}.`,
    expected: 'Letters and digits, with single hyphens between them.',
    cure: ({ kind }) => `Write the Name of the ${kind} with hyphens.`,
    generalCure: 'Write the name with hyphens.',
    template: { check: 'characters of names' },
  }),
  ISSUER_MISMATCH: entry<
    | { readonly issuer: string; readonly expected: string }
    | { readonly gateway: string; readonly url: string; readonly expected: string }
  >({
    severity: 'error',
    hops: [6],
    meaning:
      "The access token has another issuer than the gateway's authorizer requires, or the authorizer's `DiscoveryUrl` is not the discovery document of its user pool.",
    why: "The gateway's `DiscoveryUrl` and the proxy's `ISSUER` name different user pools, for instance after a pool was replaced.",
    onAws: '401 `Invalid Bearer token`, as for every invalid token.',
    legitimateTwin: "Cognito's two formats for the issuer of one user pool.",
    observed: (facts) =>
      'url' in facts
        ? `${facts.gateway} has the DiscoveryUrl ${facts.url}.`
        : `iss is ${facts.issuer}, but the gateway requires ${facts.expected}.`,
    expected: "The issuer of the user pool in the gateway's DiscoveryUrl.",
    cure: (facts) =>
      'url' in facts
        ? `Write ${facts.expected} as the DiscoveryUrl of ${facts.gateway}.`
        : toSamePool,
    generalCure: toSamePool,
    template: { check: 'issuers of gateways' },
    stack: true,
    faults: ['wrong-issuer'],
  }),
  CLIENT_NOT_ALLOWED: entry<{ readonly clientId: string; readonly allowed: string }>({
    severity: 'error',
    hops: [6],
    meaning: "The `client_id` of the access token is not in the gateway's `AllowedClients`.",
    why: "The client was replaced, or the list contains the web page's client.",
    onAws: '401 `Invalid Bearer token`, as for every invalid token.',
    observed: ({ clientId, allowed }) =>
      `client_id ${clientId} is not in AllowedClients, which lists ${allowed}.`,
    expected: "The machine client's id in the gateway's AllowedClients.",
    cure: ({ clientId }) => `Add ${clientId} to AllowedClients of the gateway's authorizer.`,
    generalCure: "Add the machine client's id to `AllowedClients` of the gateway's authorizer.",
    stack: true,
    faults: ['wrong-client'],
  }),
  INSUFFICIENT_SCOPE: entry<{ readonly scope: string; readonly allowed: string }>({
    severity: 'error',
    hops: [6],
    meaning: "The access token contains no scope from the gateway's `AllowedScopes`.",
    why: "The gateway's scope changed and the scope of its client did not.",
    onAws: '403 with `insufficient_scope`.',
    observed: ({ scope, allowed }) =>
      `scope ${scope} contains none of AllowedScopes, which lists ${allowed}.`,
    expected: "One of the gateway's AllowedScopes in the access token.",
    cure: "Give the client a scope of the gateway's AllowedScopes, and let its function request this scope. Or correct AllowedScopes.",
    legitimateTwin: 'A client with only one of the AllowedScopes.',
    template: { check: 'scopes of the clients of gateways' },
    stack: true,
    reproduce:
      'Change `AllowedScopes` in `services/agentcore-gateway/resources.yml` to `hopwise/chat`. Start the stack and run the doctor.',
  }),
  GATEWAY_UNAUTHORIZED: entry<{ readonly message: string }>({
    severity: 'error',
    hops: [6],
    meaning:
      'The gateway refuses an access token and its replacement, although issuer, client and scope are what its authorizer requires.',
    why: "The gateway cannot read the issuer's keys, or something on the way changes the token.",
    observed: ({ message }) =>
      `${message} The issuer, client and scope of the token are what the authorizer requires.`,
    expected: 'The gateway accepts a token whose claims match its authorizer.',
    cure: 'Check that the gateway can read the keys at its DiscoveryUrl, and that its status is READY.',
    stack: true,
    faults: ['gateway-401'],
  }),
  GATEWAY_FORBIDDEN: entry<{ readonly message: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The gateway answers 403.',
    why: "A scope is missing, or the gateway's policy engine refuses the call.",
    observed: ({ message }) => `The gateway answers ${message}.`,
    expected: 'A client and a scope that the authorizer and the policy engine allow.',
    cure: "Check the gateway's AllowedScopes, and its policy engine if it has one.",
    stack: true,
    reproduce:
      'Reproduce INSUFFICIENT_SCOPE. Run the doctor with a principal that cannot read the gateway.',
  }),
  GATEWAY_THROTTLED: entry<{ readonly message: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The gateway throttles: status 429, or the JSON-RPC error -32003.',
    why: "The calls exceed the gateway's rate limit or a quota of the account.",
    observed: ({ message }) => `The gateway throttles the call: ${message}.`,
    expected: 'An answer from the gateway.',
    cure: 'Wait as long as the answer says. If it happens again, make fewer calls or request a higher quota.',
    stack: true,
    faults: ['gateway-429', 'gateway-rate-limit'],
  }),
  GATEWAY_TIMEOUT: entry<{ readonly problem: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The gateway accepts the call but does not answer, or cannot be reached.',
    why: 'AgentCore has an outage, or the network drops connections.',
    observed: ({ problem }) => problem,
    expected: 'An answer to tools/list within seconds.',
    cure: 'Check the health of AgentCore in the Region and the network. Then call the gateway with curl.',
    stack: true,
    faults: ['gateway-hung'],
  }),
  GATEWAY_FAULT: entry<{ readonly message: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The gateway itself fails.',
    why: 'AgentCore has an outage, or the answer is not JSON-RPC.',
    observed: ({ message }) => `The gateway fails: ${message}.`,
    expected: 'A JSON-RPC result.',
    cure: "Check the health of AgentCore. Set the gateway's ExceptionLevel to DEBUG for more detail.",
    stack: true,
    faults: ['gateway-5xx'],
  }),
  GATEWAY_NOT_FOUND: entry<{ readonly message: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The gateway URL answers 404.',
    why: 'The gateway was replaced and has a new URL, or the URL has another path than /mcp.',
    observed: ({ message }) => `The gateway URL answers ${message}.`,
    expected: 'The GatewayUrl attribute of the gateway, which ends with /mcp.',
    cure: "Set the proxy's GATEWAY_URL to the gateway's GatewayUrl attribute.",
    stack: true,
    reproduce: "Set the proxy's GATEWAY_URL to the URL of a gateway that was deleted.",
  }),
  GATEWAY_SESSION_REQUIRED: entry<{ readonly message: string }>({
    severity: 'error',
    hops: [6],
    meaning: 'The gateway requires an MCP session. The proxy calls it without one.',
    why: 'The gateway keeps sessions, for example for a target that asks the user for input.',
    observed: ({ message }) => `The gateway requires a session: ${message}.`,
    expected: 'A gateway without sessions.',
    cure: 'Switch the sessions of the gateway off. The proxy sends each call on its own.',
    stack: true,
    reproduce:
      'Switch sessions on for the gateway. Then call tools/list without an Mcp-Session-Id.',
  }),
};
