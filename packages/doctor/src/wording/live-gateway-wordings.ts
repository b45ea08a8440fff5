import type { LiveFactTexts } from '../live/live-fact.ts';
import type { Wording } from './wording.ts';

type Code =
  | 'SECRET_ACCESS_DENIED'
  | 'SECRET_NOT_FOUND'
  | 'SECRET_MALFORMED'
  | 'CLIENT_FLOW_MISSING'
  | 'SCOPE_NOT_GRANTED'
  | 'ISSUER_MISMATCH'
  | 'CLIENT_NOT_ALLOWED'
  | 'AUDIENCE_WITH_COGNITO'
  | 'INSUFFICIENT_SCOPE'
  | 'TOKEN_ENDPOINT_UNREACHABLE'
  | 'TOKEN_ENDPOINT_TIMEOUT'
  | 'TOKEN_ENDPOINT_UNAVAILABLE'
  | 'TOKEN_REQUEST_REJECTED'
  | 'TOKEN_UNUSABLE'
  | 'CLOCK_SKEW'
  | 'NO_TOKEN_TO_GATEWAY'
  | 'MIXED_CREDENTIALS'
  | 'GATEWAY_UNAUTHORIZED'
  | 'GATEWAY_FORBIDDEN'
  | 'GATEWAY_THROTTLED'
  | 'GATEWAY_TIMEOUT'
  | 'GATEWAY_FAULT';

const error = { severity: 'error' } as const;
const problem = (facts: { readonly problem: string }): string => facts.problem;

/** What was seen at the hop that takes OAuth. */
export const liveGatewayWordings: { readonly [One in Code]: Wording<LiveFactTexts[One]> } = {
  SECRET_ACCESS_DENIED: {
    ...error,
    observed: ({ role }) => `${role} may not read the secret with the client credentials.`,
    expected: "secretsmanager:GetSecretValue on this one secret, in the proxy's role.",
    cure: ({ role }) => `Allow secretsmanager:GetSecretValue on the secret in ${role}.`,
  },
  SECRET_NOT_FOUND: {
    ...error,
    observed: (facts) => `The secret cannot be read: ${problem(facts)}.`,
    expected: 'A secret with the client credentials that is there and not marked for deletion.',
    cure: 'Restore the secret, or deploy it again, and let the rotation write a current version.',
  },
  SECRET_MALFORMED: {
    ...error,
    observed: problem,
    expected: 'A JSON object with clientId and clientSecret.',
    cure: 'Rotate the secret: the rotation writes what the proxy reads.',
  },
  CLIENT_FLOW_MISSING: {
    ...error,
    observed: ({ clientId, flows }) => `The app client ${clientId} has the flows ${flows}.`,
    expected: 'client_credentials, and no other flow beside it.',
    cure: 'Set AllowedOAuthFlows to client_credentials and AllowedOAuthFlowsUserPoolClient to true.',
  },
  SCOPE_NOT_GRANTED: {
    ...error,
    observed: ({ clientId, scope, granted }) =>
      `The proxy asks for the scope ${scope}; the app client ${clientId} is granted ${granted}.`,
    expected:
      'A scope that the client is granted; the token endpoint refuses any other with invalid_scope.',
    cure: "Correct the proxy's SCOPE, or grant the scope in the client's AllowedOAuthScopes.",
  },
  ISSUER_MISMATCH: {
    ...error,
    observed: ({ issuer, expected }) =>
      `iss is ${issuer}; the gateway takes tokens of ${expected}.`,
    expected: "The issuer of the user pool that the gateway's DiscoveryUrl names.",
    cure: "Let the proxy's ISSUER and TOKEN_URL and the gateway's DiscoveryUrl name one user pool.",
  },
  CLIENT_NOT_ALLOWED: {
    ...error,
    observed: ({ clientId, allowed }) =>
      `client_id ${clientId} is not in AllowedClients, which lists ${allowed}.`,
    expected: "The machine client's id in the gateway's AllowedClients.",
    cure: ({ clientId }) => `Add ${clientId} to AllowedClients of the gateway's authorizer.`,
  },
  AUDIENCE_WITH_COGNITO: {
    ...error,
    observed: ({ allowed }) => `The gateway asks for aud ${allowed}, and the token has none of it.`,
    expected: "Access tokens of Cognito's client credentials have no aud claim.",
    cure: 'Remove AllowedAudience; check AllowedClients and AllowedScopes instead.',
  },
  INSUFFICIENT_SCOPE: {
    ...error,
    observed: ({ scope, allowed }) =>
      `scope ${scope} holds none of AllowedScopes, which lists ${allowed}.`,
    expected: "One of the gateway's AllowedScopes in the token.",
    cure: "Let the proxy's SCOPE and the gateway's AllowedScopes name the same scope.",
  },
  TOKEN_ENDPOINT_UNREACHABLE: {
    ...error,
    observed: problem,
    expected: "An answer of the user pool domain's /oauth2/token.",
    cure: "Look at the user pool's domain, at DNS, and at the network of whoever asks.",
  },
  TOKEN_ENDPOINT_TIMEOUT: {
    ...error,
    observed: problem,
    expected: 'A token within 2.5 s.',
    cure: "Look at the health of Cognito in the Region, and at the network's way to it.",
  },
  TOKEN_ENDPOINT_UNAVAILABLE: {
    ...error,
    observed: problem,
    expected: 'A token; a brief throttling would have passed at the second request.',
    cure: 'Find what asks for so many tokens: each execution environment needs one an hour. Or have the quota raised.',
  },
  TOKEN_REQUEST_REJECTED: {
    ...error,
    observed: problem,
    expected: 'A token for the client of the secret.',
    cure: 'invalid_client: rotate the secret. invalid_scope: grant the scope to the client. unauthorized_client: allow client_credentials.',
  },
  TOKEN_UNUSABLE: {
    ...error,
    observed: problem,
    expected: 'An access token whose claims are those that the proxy expects.',
    cure: "Compare the proxy's ISSUER, SCOPE and SECRET_ID with the user pool and its machine client.",
  },
  CLOCK_SKEW: {
    ...error,
    observed: problem,
    expected: 'A token that is valid when it arrives.',
    cure: "Set the clock: the issuer's and this machine's differ by more than a token lives.",
  },
  NO_TOKEN_TO_GATEWAY: {
    ...error,
    observed: ({ message }) =>
      `The gateway saw no bearer token in a request that carried one: ${message}`,
    expected: 'Authorization: Bearer, as it was sent.',
    cure: 'Take away whatever drops the Authorization header on the way: a proxy, a redirect, an interceptor.',
  },
  MIXED_CREDENTIALS: {
    ...error,
    observed: ({ by }) => `The gateway saw two kinds of credential in one request: ${by}.`,
    expected: 'The bearer token alone.',
    cure: 'Take away whatever signs the request, or adds X-Amz-Security-Token, on the way to the gateway.',
  },
  GATEWAY_UNAUTHORIZED: {
    ...error,
    observed: ({ message }) =>
      `${message} Issuer, client and scope of the token are those that the authorizer asks for.`,
    expected: 'The gateway takes a token whose claims fit its authorizer.',
    cure: 'See whether the gateway can read the keys at its DiscoveryUrl, and whether its status is READY.',
  },
  GATEWAY_FORBIDDEN: {
    ...error,
    observed: ({ message }) => `The gateway answers ${message}.`,
    expected: 'A client and a scope that the authorizer and the policy engine let in.',
    cure: "Look at the gateway's AllowedScopes and at its policy engine, if it has one.",
  },
  GATEWAY_THROTTLED: {
    ...error,
    observed: ({ message }) => `The gateway throttles: ${message}.`,
    expected: 'An answer.',
    cure: 'Wait as long as it asks; if it lasts, lower the rate of calls or have the quota raised.',
  },
  GATEWAY_TIMEOUT: {
    ...error,
    observed: problem,
    expected: 'An answer to tools/list within seconds.',
    cure: 'Look at the health of AgentCore in the Region and at the network; then call the gateway with curl.',
  },
  GATEWAY_FAULT: {
    ...error,
    observed: ({ message }) => `The gateway fails: ${message}.`,
    expected: 'A JSON-RPC result.',
    cure: "Look at the health of AgentCore in the Region; set the gateway's ExceptionLevel to DEBUG to read more.",
  },
};
