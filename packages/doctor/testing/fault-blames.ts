import type { HopNumber } from '@hopwise/contracts/hops';

/** Whom the doctor blames for a fault: a hop with a code; what the design survives, nobody. */
export type FaultBlame = readonly [fault: string, hop: HopNumber | null, code: string | null];

/** What a look at the running stack, hop by hop, must say of each fault switch. */
export const liveBlames: readonly FaultBlame[] = [
  ['chat-token-missing', 1, 'TOKEN_MISSING'],
  ['api-permission-missing', 2, 'RESOURCE_POLICY_MISSING'],
  ['web-api-role-untrusted', 2, 'EXECUTION_ROLE_UNTRUSTED'],
  ['invoke-agent-denied', 3, 'INVOKE_AGENT_DENIED'],
  ['invoke-agent-on-agent', 3, 'ACTION_RESOURCE_MISMATCH'],
  ['oauth-token-to-aws-service', 3, 'OAUTH_TOKEN_TO_AWS_SERVICE'],
  ['agent-maintenance-mode', 3, 'AGENT_MAINTENANCE_MODE'],
  ['agent-stream-truncated', 3, 'AGENT_STREAM_INCOMPLETE'],
  ['agent-role-untrusted', 4, 'AGENT_ROLE_UNTRUSTED'],
  ['agent-role-source-account', 4, 'AGENT_ROLE_UNTRUSTED'],
  ['agent-role-source-arn', 4, 'AGENT_ROLE_UNTRUSTED'],
  ['invoke-model-denied', 4, 'INVOKE_MODEL_DENIED'],
  ['resource-policy-missing', 5, 'RESOURCE_POLICY_MISSING'],
  ['proxy-permission-alias-arn', 5, 'RESOURCE_POLICY_MISSING'],
  ['proxy-permission-source-account', 5, 'RESOURCE_POLICY_MISSING'],
  ['proxy-role-untrusted', 5, 'EXECUTION_ROLE_UNTRUSTED'],
  ['no-token-to-gateway', 6, 'NO_TOKEN_TO_GATEWAY'],
  ['mixed-credentials', 6, 'MIXED_CREDENTIALS'],
  ['secret-read-denied', 6, 'SECRET_ACCESS_DENIED'],
  ['secret-deleted', 6, 'SECRET_NOT_FOUND'],
  ['secret-malformed', 6, 'SECRET_MALFORMED'],
  ['secret-rotated', null, null],
  ['wrong-scope', 6, 'SCOPE_NOT_GRANTED'],
  ['wrong-issuer', 6, 'ISSUER_MISMATCH'],
  ['token-expired', null, null],
  ['clock-skew', 6, 'CLOCK_SKEW'],
  ['issuer-dead', 6, 'TOKEN_ENDPOINT_UNREACHABLE'],
  ['issuer-slow', 6, 'TOKEN_ENDPOINT_TIMEOUT'],
  ['issuer-throttled', 6, 'TOKEN_ENDPOINT_UNAVAILABLE'],
  ['issuer-throttled-briefly', null, null],
  ['wrong-client', 6, 'CLIENT_NOT_ALLOWED'],
  ['allowed-audience', 6, 'AUDIENCE_WITH_COGNITO'],
  ['gateway-401', 6, 'GATEWAY_UNAUTHORIZED'],
  ['gateway-hung', 6, 'GATEWAY_TIMEOUT'],
  ['gateway-429', 6, 'GATEWAY_THROTTLED'],
  ['gateway-5xx', 6, 'GATEWAY_FAULT'],
  ['gateway-rate-limit', 6, 'GATEWAY_THROTTLED'],
  ['idle-socket-dropped', null, null],
  ['target-missing', 7, 'GATEWAY_TARGET_MISSING'],
  ['gateway-role-untrusted', 7, 'GATEWAY_ROLE_UNTRUSTED'],
  ['tools-invoke-denied', 7, 'TARGET_NOT_GRANTED'],
  ['tools-role-untrusted', 7, 'EXECUTION_ROLE_UNTRUSTED'],
  ['security-hub-denied', 7, 'SERVICE_ACCESS_DENIED'],
  ['security-hub-disabled', 7, 'SERVICE_NOT_ENABLED'],
  ['guardduty-denied', 7, 'SERVICE_ACCESS_DENIED'],
  ['guardduty-disabled', 7, 'SERVICE_NOT_ENABLED'],
  ['inspector-denied', 7, 'SERVICE_ACCESS_DENIED'],
  ['inspector-disabled', 7, 'SERVICE_NOT_ENABLED'],
  ['access-analyzer-denied', 7, 'SERVICE_ACCESS_DENIED'],
  ['access-analyzer-disabled', 7, 'SERVICE_NOT_ENABLED'],
];

/** What breaks nothing, and only a look at the deployed template shows. */
export const staticBlames: readonly FaultBlame[] = [
  ['oauth-client-in-iam-policy', 6, 'OAUTH_CLIENT_IN_IAM_POLICY'],
  ['log-permission-missing', 7, 'LOG_PERMISSION_MISSING'],
];
