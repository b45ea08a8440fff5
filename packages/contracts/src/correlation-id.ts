import * as z from 'zod/mini';

/** Request header in which a caller of the API can send its own correlation id. */
export const correlationIdHeader = 'x-correlation-id';

/** Key of the agent's session attribute that carries the correlation id to the action group. */
export const correlationIdAttribute = 'correlationId';

/** Key of MCP `_meta` that carries the correlation id to the gateway. */
export const correlationIdMeta = 'hopwise/correlationId';

/** A correlation id: 8 to 64 letters, digits, `_` or `-`. */
export const correlationId = z.string().check(z.regex(/^[0-9a-zA-Z_-]{8,64}$/));
