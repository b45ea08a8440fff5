import type { HopNumber } from '@hopwise/contracts/hops';

/** What a live check says of each code beside where it was seen: names and ids, never a secret or a token. */
export type LiveFactTexts = {
  TOKEN_MISSING: { readonly method: string };
  API_UNREACHABLE: { readonly problem: string };
  API_FAILED: { readonly status: number };
  RESOURCE_POLICY_MISSING: {
    readonly functionName: string;
    readonly service: string;
    readonly source: string;
    readonly by: string;
  };
  EXECUTION_ROLE_UNTRUSTED: {
    readonly role: string;
    readonly service: string;
    readonly by: string;
  };

  INVOKE_AGENT_DENIED: { readonly role: string; readonly alias: string };
  ACTION_RESOURCE_MISMATCH: {
    readonly role: string;
    readonly action: string;
    readonly resource: string;
    readonly takes: string;
  };
  AGENT_NOT_PREPARED: { readonly status: string };
  OAUTH_TOKEN_TO_AWS_SERVICE: { readonly error: string };
  AGENT_MAINTENANCE_MODE: { readonly message: string };
  AGENT_STREAM_INCOMPLETE: { readonly problem: string };
  AGENT_REFUSED: { readonly error: string; readonly message: string };

  AGENT_ROLE_UNTRUSTED: { readonly role: string; readonly by: string };
  INVOKE_MODEL_DENIED: {
    readonly role: string;
    readonly action: string;
    readonly model: string;
  };

  SECRET_ACCESS_DENIED: { readonly role: string };
  SECRET_NOT_FOUND: { readonly problem: string };
  SECRET_MALFORMED: { readonly problem: string };
  CLIENT_FLOW_MISSING: { readonly clientId: string; readonly flows: string };
  SCOPE_NOT_GRANTED: {
    readonly clientId: string;
    readonly scope: string;
    readonly granted: string;
  };
  ISSUER_MISMATCH: { readonly issuer: string; readonly expected: string };
  CLIENT_NOT_ALLOWED: { readonly clientId: string; readonly allowed: string };
  AUDIENCE_WITH_COGNITO: { readonly allowed: string };
  INSUFFICIENT_SCOPE: { readonly scope: string; readonly allowed: string };
  TOKEN_ENDPOINT_UNREACHABLE: { readonly problem: string };
  TOKEN_ENDPOINT_TIMEOUT: { readonly problem: string };
  TOKEN_ENDPOINT_UNAVAILABLE: { readonly problem: string };
  TOKEN_REQUEST_REJECTED: { readonly problem: string };
  TOKEN_UNUSABLE: { readonly problem: string };
  CLOCK_SKEW: { readonly problem: string };
  NO_TOKEN_TO_GATEWAY: { readonly message: string };
  MIXED_CREDENTIALS: { readonly by: string };
  GATEWAY_UNAUTHORIZED: { readonly message: string };
  GATEWAY_FORBIDDEN: { readonly message: string };
  GATEWAY_THROTTLED: { readonly message: string };
  GATEWAY_TIMEOUT: { readonly problem: string };
  GATEWAY_FAULT: { readonly message: string };

  GATEWAY_TARGET_MISSING: { readonly gatewayId: string };
  GATEWAY_ROLE_UNTRUSTED: { readonly role: string; readonly by: string };
  TARGET_NOT_GRANTED: { readonly role: string; readonly functionName: string };
  GATEWAY_TARGET_FAILED: { readonly message: string };
  SERVICE_ACCESS_DENIED: {
    readonly role: string;
    readonly service: string;
    readonly actions: string;
  };
  SERVICE_NOT_ENABLED: { readonly service: string; readonly region: string };

  CREDENTIAL_DENIED: {
    readonly denial: string;
    readonly action: string;
    readonly principal: string;
    readonly by: string;
  };
  TURN_FAILED: { readonly error: string };
};

export type LiveCode = keyof LiveFactTexts;

/** Something that a live check saw; how it is worded is not the check's business. */
export type LiveFact = {
  readonly [Code in LiveCode]: {
    readonly code: Code;
    /** Where the blame lies, if not at the hop of the check. */
    readonly hop?: HopNumber | null;
    /** ARN or address that was asked about. */
    readonly where: string;
  } & LiveFactTexts[Code];
}[LiveCode];
