import type { AgentErrorCode } from './chat-error-codes.ts';
import { type DecisionCode, decisionCode } from './decision-codes.ts';
import type { FindingCode } from './finding-codes.ts';
import type { HopCode } from './hop-codes.ts';

/** A decision of the local stack that could not be made is no denial. */
const undecided: readonly DecisionCode[] = ['ISSUER_UNAVAILABLE'];

/** The receiver of a call refused its credential, or lacked a permission for it. */
const denials: readonly (AgentErrorCode | FindingCode | HopCode | 'API_TOKEN_REJECTED')[] = [
  'API_TOKEN_REJECTED',
  'INVOKE_AGENT_DENIED',
  'INVOKE_MODEL_DENIED',
  'AGENT_MAINTENANCE_MODE',
  'AGENT_CREDENTIALS_REJECTED',
  'AGENT_ROLE_DENIED',
  'AGENT_ROLE_UNTRUSTED',
  'EXECUTION_ROLE_UNTRUSTED',
  'GATEWAY_ROLE_UNTRUSTED',
  'TARGET_NOT_GRANTED',
  'SECRET_ACCESS_DENIED',
  'TOKEN_REQUEST_REJECTED',
  'GATEWAY_UNAUTHORIZED',
  'GATEWAY_FORBIDDEN',
  'GATEWAY_POLICY_DENIED',
  'SERVICE_ACCESS_DENIED',
];

/** Whether a code means that a credential was refused. Any other code means that a hop failed for another reason. */
export const isDenialCode = (code: string): boolean => {
  const decided = decisionCode.options.filter((one) => !undecided.includes(one));
  return [...decided, ...denials].some((one) => one === code);
};

/** The effect of a hop that broke with this code. */
export const effectOfCode = (code: string): 'deny' | 'fail' =>
  isDenialCode(code) ? 'deny' : 'fail';
