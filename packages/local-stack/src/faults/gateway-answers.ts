import type { RelayAnswer } from './relays.ts';

const rpcError = (id: unknown, error: object): object => ({ jsonrpc: '2.0', id, error });

/** The gateway's response to a token that it does not accept. */
export const invalidToken: RelayAnswer = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  body: rpcError(0, { code: -32001, message: 'Invalid Bearer token' }),
};

export const throttled: RelayAnswer = {
  status: 429,
  body: { message: 'Too Many Requests' },
};

export const unavailable: RelayAnswer = {
  status: 503,
  body: { message: 'Service Unavailable' },
};

/** The response of the gateway's rate limit to a call, with the call's JSON-RPC id. */
export const rateLimited = (body: Buffer): RelayAnswer => ({
  status: 200,
  body: rpcError(idOf(body), {
    code: -32003,
    message: 'Rate limit exceeded',
    data: { limitKey: 'gateway', metric: 'requests', retryAfter: 30 },
  }),
});

const idOf = (body: Buffer): unknown => {
  try {
    return (JSON.parse(body.toString()) as { id?: unknown }).id ?? null;
  } catch {
    return null;
  }
};
