import type { DecisionCode } from './decision-codes.ts';
import { authorizerRefusalCode, tokenRefusalCode } from './decision-codes.ts';
import type { FindingCode } from './finding-codes.ts';
import type { HopCode } from './hop-codes.ts';
import { artifactFailures, modelFailures } from './local-failures.ts';

type CauseCode = DecisionCode | FindingCode | HopCode;

const functionNotRunning = [
  'RESOURCE_POLICY_MISSING',
  'EXECUTION_ROLE_UNTRUSTED',
  ...artifactFailures,
] as const;

/**
 * Codes that name only a symptom, because the caller cannot see the cause. AWS answers several faults in the same way. The
 * decisions of the local stack and the doctor have the code of the cause.
 */
const symptomCauses: Readonly<Record<string, readonly CauseCode[]>> = {
  API_TOKEN_REJECTED: tokenRefusalCode.options,
  API_ACCESS_DENIED: ['TOKEN_LACKS_SCOPE'],
  API_FUNCTION_NOT_CALLED: functionNotRunning,
  AGENT_UNREACHABLE: ['VPC_NO_WAY_OUT'],
  AGENT_TIMEOUT: ['VPC_NO_WAY_OUT', 'MODEL_TIMEOUT'],
  AGENT_BAD_GATEWAY: modelFailures,
  INVOKE_AGENT_DENIED: ['ACTION_RESOURCE_MISMATCH'],
  AGENT_ROLE_DENIED: ['AGENT_ROLE_UNTRUSTED', 'INVOKE_MODEL_DENIED', 'AGENT_MODEL_ACCESS_MISSING'],
  AGENT_DEPENDENCY_FAILED: functionNotRunning,
  SECRET_UNAVAILABLE: ['VPC_NO_WAY_OUT'],
  TOKEN_ENDPOINT_UNREACHABLE: ['VPC_NO_WAY_OUT'],
  TOKEN_ENDPOINT_TIMEOUT: ['VPC_NO_WAY_OUT'],
  TOKEN_UNUSABLE: [
    'ISSUER_MISMATCH',
    'TOKEN_RESPONSE_MALFORMED',
    'TOKEN_CLAIM_CLIENT_ID',
    'TOKEN_CLAIM_SCOPE',
    'TOKEN_CLAIM_TOKEN_USE',
  ],
  GATEWAY_UNAUTHORIZED: authorizerRefusalCode.options,
  GATEWAY_FORBIDDEN: ['INSUFFICIENT_SCOPE'],
  GATEWAY_FAULT: ['ISSUER_UNAVAILABLE'],
  GATEWAY_TIMEOUT: ['GATEWAY_UNREACHABLE', 'VPC_NO_WAY_OUT'],
  GATEWAY_UNREACHABLE: ['VPC_NO_WAY_OUT'],
  GATEWAY_TARGET_FAILED: [
    'GATEWAY_ROLE_UNTRUSTED',
    'TARGET_NOT_GRANTED',
    'EXECUTION_ROLE_UNTRUSTED',
    ...artifactFailures,
  ],
};

/** The codes of the faults with this symptom; empty if the code itself names the fault. */
export const causesOf = (code: string): readonly string[] =>
  Object.hasOwn(symptomCauses, code) ? (symptomCauses[code] ?? []) : [];

/** Whether both codes can describe one fault: they are equal, or one is the symptom of the other. */
export const isSameFault = (one: string, other: string): boolean =>
  one === other || causesOf(one).includes(other) || causesOf(other).includes(one);
