import { type Signing, signedHeaders } from '../signed-headers.ts';
import { type GatewayBench, nowMs } from './gateway-fixture.ts';

type Caller = Pick<GatewayBench, 'url' | 'caller'>;

export type ToSign = Pick<Signing, 'method' | 'body'> & {
  readonly service?: string;
  readonly secretAccessKey?: string;
};

/** The headers of a gateway request signed with the caller's credentials. */
export const signedByCaller = (
  { url, caller }: Caller,
  { service = 'bedrock-agentcore', secretAccessKey = caller.secretAccessKey, ...request }: ToSign,
): Record<string, string> =>
  signedHeaders({
    url,
    service,
    atMs: nowMs,
    ...request,
    session: { ...caller, secretAccessKey },
  });

/** A `fetch` that signs, for clients that do not support SigV4. */
export const signingFetch =
  (bench: Caller) =>
  async (url: string | URL, { method = 'GET', headers, body, ...init }: RequestInit = {}) => {
    const text = body?.toString() ?? '';
    const sent = new Headers(headers);
    for (const [name, value] of Object.entries(signedByCaller(bench, { method, body: text }))) {
      sent.set(name, value);
    }
    return fetch(url, { ...init, method, headers: sent, ...(text !== '' && { body: text }) });
  };
