import type { HopCode } from './hop-codes.ts';

/**
 * The hop codes that mean a refused credential, as `denial-codes` decides it. A list, because the bundle of the proxy needs no
 * other code of a decision.
 */
export const hopDenials: readonly HopCode[] = [
  'GATEWAY_POLICY_DENIED',
  'GATEWAY_UNAUTHORIZED',
  'GATEWAY_FORBIDDEN',
  'SECRET_ACCESS_DENIED',
  'TOKEN_REQUEST_REJECTED',
  'SCOPE_NOT_GRANTED',
  'CLIENT_FLOW_MISSING',
  'ISSUER_MISMATCH',
  'TOKEN_EXPIRED',
  'OAUTH_TOKEN_TO_AWS_SERVICE',
  'NO_TOKEN_TO_GATEWAY',
  'MIXED_CREDENTIALS',
];

/** The effect of a hop that broke with this code. */
export const effectOfHopCode = (code: HopCode): 'deny' | 'fail' =>
  hopDenials.includes(code) ? 'deny' : 'fail';
