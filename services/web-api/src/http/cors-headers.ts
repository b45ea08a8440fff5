import { correlationIdHeader } from '@hopwise/contracts/correlation-id';

/**
 * The CORS headers of every response. API Gateway answers the preflight request itself, with the `cors`
 * settings of `functions.yml`.
 */
export const corsHeaders = (allowedOrigin: string): Readonly<Record<string, string>> => ({
  'access-control-allow-origin': allowedOrigin,
  'access-control-expose-headers': correlationIdHeader,
});
