import type { HopNumber } from '@hopwise/contracts/hops';

/** The effect of a fault on a question. Members that are not listed must be absent. */
export type FaultEffect = {
  readonly hop: HopNumber;
  readonly status?: number;
  /** Code of the error for the browser, in the stream or in a refusal. */
  readonly error?: string;
  /** Code of the denial. */
  readonly denied?: string;
  /** Code in the proxy's log. */
  readonly logged?: string;
  /** Pattern in the answer. */
  readonly answer?: RegExp;
};

/** A turn that the proxy refuses at hop 6 or 7. The browser and the proxy's log get the same code. */
const failed = (hop: HopNumber, code: string, denied?: string): FaultEffect => ({
  hop,
  error: code,
  logged: code,
  ...(denied !== undefined && { denied }),
});

const agentDenied = {
  hop: 3,
  status: 403,
  error: 'INVOKE_AGENT_DENIED',
  denied: 'INVOKE_AGENT_DENIED',
} as const;
const roleDenied = { hop: 4, error: 'AGENT_ROLE_DENIED', denied: 'AGENT_ROLE_UNTRUSTED' } as const;
const proxyDenied = {
  hop: 5,
  error: 'AGENT_DEPENDENCY_FAILED',
  denied: 'RESOURCE_POLICY_MISSING',
} as const;
const answered = { answer: /8 critical/i } as const;
const denied = (title: RegExp) =>
  ({ hop: 7, denied: 'SERVICE_ACCESS_DENIED', answer: title }) as const;

/** Every fault switch, with its effect on the question `Check security status`. */
export const faultEffects: Readonly<Record<string, FaultEffect>> = {
  'chat-token-missing': { hop: 1, status: 401, denied: 'TOKEN_MISSING' },
  'api-permission-missing': { hop: 2, status: 500, denied: 'RESOURCE_POLICY_MISSING' },
  'web-api-role-untrusted': { hop: 2, status: 500, denied: 'EXECUTION_ROLE_UNTRUSTED' },
  'invoke-agent-denied': agentDenied,
  'invoke-agent-on-agent': { ...agentDenied, denied: 'ACTION_RESOURCE_MISMATCH' },
  'oauth-token-to-aws-service': {
    hop: 3,
    status: 403,
    error: 'OAUTH_TOKEN_TO_AWS_SERVICE',
    denied: 'OAUTH_TOKEN_TO_AWS_SERVICE',
  },
  'agent-maintenance-mode': { hop: 3, status: 403, error: 'AGENT_MAINTENANCE_MODE' },
  'agent-stream-truncated': { hop: 3, error: 'AGENT_STREAM_INCOMPLETE' },

  'agent-role-untrusted': roleDenied,
  'agent-role-source-account': roleDenied,
  'agent-role-source-arn': roleDenied,
  'invoke-model-denied': { ...roleDenied, denied: 'INVOKE_MODEL_DENIED' },
  'model-access-missing': { ...roleDenied, denied: 'AGENT_MODEL_ACCESS_MISSING' },
  'resource-policy-missing': proxyDenied,
  'proxy-permission-alias-arn': proxyDenied,
  'proxy-permission-source-account': proxyDenied,
  'proxy-role-untrusted': { ...proxyDenied, denied: 'EXECUTION_ROLE_UNTRUSTED' },

  'no-token-to-gateway': failed(6, 'GATEWAY_UNAUTHORIZED', 'NO_TOKEN_TO_GATEWAY'),
  'mixed-credentials': failed(6, 'GATEWAY_UNAUTHORIZED', 'MIXED_CREDENTIALS'),
  'oauth-client-in-iam-policy': { hop: 6, ...answered },
  'secret-read-denied': failed(6, 'SECRET_ACCESS_DENIED', 'SECRET_ACCESS_DENIED'),
  'secret-policy-denies-proxy': failed(6, 'SECRET_ACCESS_DENIED', 'SECRET_ACCESS_DENIED'),
  'secret-deleted': failed(6, 'SECRET_NOT_FOUND'),
  'secret-malformed': failed(6, 'SECRET_MALFORMED'),
  'secret-rotated': { hop: 6, denied: 'TOKEN_REQUEST_REJECTED', ...answered },
  'wrong-scope': failed(6, 'SCOPE_NOT_GRANTED', 'SCOPE_NOT_GRANTED'),
  'wrong-issuer': failed(6, 'ISSUER_MISMATCH'),
  'token-expired': { hop: 6, ...answered },
  'clock-skew': failed(6, 'CLOCK_SKEW'),
  'issuer-dead': failed(6, 'TOKEN_ENDPOINT_UNREACHABLE'),
  'issuer-slow': failed(6, 'TOKEN_ENDPOINT_TIMEOUT'),
  'issuer-throttled': failed(6, 'TOKEN_ENDPOINT_UNAVAILABLE'),
  'issuer-throttled-briefly': { hop: 6, ...answered },
  'wrong-client': failed(6, 'GATEWAY_UNAUTHORIZED', 'CLIENT_NOT_ALLOWED'),
  'allowed-audience': failed(6, 'GATEWAY_UNAUTHORIZED', 'AUDIENCE_NOT_ALLOWED'),
  'gateway-401': failed(6, 'GATEWAY_UNAUTHORIZED'),
  'gateway-hung': failed(6, 'GATEWAY_TIMEOUT'),
  'gateway-429': failed(6, 'GATEWAY_THROTTLED'),
  'gateway-5xx': failed(6, 'GATEWAY_FAULT'),
  'gateway-rate-limit': failed(6, 'GATEWAY_THROTTLED'),
  'idle-socket-dropped': { hop: 6, ...answered },

  'target-missing': failed(7, 'GATEWAY_TARGET_MISSING'),
  'gateway-role-untrusted': failed(7, 'GATEWAY_TARGET_FAILED', 'GATEWAY_ROLE_UNTRUSTED'),
  'tools-invoke-denied': failed(7, 'GATEWAY_TARGET_FAILED', 'TARGET_NOT_GRANTED'),
  'tools-role-untrusted': failed(7, 'GATEWAY_TARGET_FAILED', 'EXECUTION_ROLE_UNTRUSTED'),
  'security-hub-denied': denied(/security[ -]hub.*access_denied/i),
  'security-hub-disabled': { hop: 7, answer: /security[ -]hub.*disabled/i },
  'guardduty-denied': denied(/guardduty.*access_denied/i),
  'guardduty-disabled': { hop: 7, answer: /guardduty.*disabled/i },
  'inspector-denied': denied(/inspector.*access_denied/i),
  'inspector-disabled': { hop: 7, answer: /inspector.*disabled/i },
  'access-analyzer-denied': denied(/access analyzer.*access_denied/i),
  'access-analyzer-disabled': { hop: 7, answer: /access analyzer.*disabled/i },
  'log-permission-missing': { hop: 7, ...answered },
};
