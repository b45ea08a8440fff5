import type { AgentErrorCode } from './chat-error-codes.ts';
import { type DecisionCode, decisionCode } from './decision-codes.ts';
import type { HopCode } from './hop-codes.ts';
import { artifactFailures, modelFailures } from './local-failures.ts';

/** Failures that refuse no credential: a decision could not be made, or the request did not arrive. */
const undecided: readonly DecisionCode[] = [
  'ISSUER_UNAVAILABLE',
  'VPC_NO_WAY_OUT',
  ...artifactFailures,
  ...modelFailures,
];

/** What the caller of a hop sees when the receiver refused its credential, or lacked a permission for it. */
const seenByCallers: readonly (
  | AgentErrorCode
  | HopCode
  | 'API_TOKEN_REJECTED'
  | 'API_ACCESS_DENIED'
)[] = [
  'API_TOKEN_REJECTED',
  'API_ACCESS_DENIED',
  'AGENT_MAINTENANCE_MODE',
  'AGENT_CREDENTIALS_REJECTED',
  'AGENT_ROLE_DENIED',
  'GATEWAY_UNAUTHORIZED',
  'GATEWAY_FORBIDDEN',
  'GATEWAY_POLICY_DENIED',
];

const denials = new Set<string>([
  ...decisionCode.options.filter((code) => !undecided.includes(code)),
  ...seenByCallers,
]);

/** Whether a code means that a credential was refused. Any other code means that a hop failed for another reason. */
export const isDenialCode = (code: string): boolean => denials.has(code);

/** The effect of a hop that broke with this code. */
export const effectOfCode = (code: string): 'deny' | 'fail' =>
  isDenialCode(code) ? 'deny' : 'fail';
