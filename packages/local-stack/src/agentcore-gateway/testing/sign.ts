import aws4 from 'aws4';
import { type GatewayBench, nowMs } from './gateway-bench.ts';

export type ToSign = {
  readonly method?: string;
  readonly body?: string;
  readonly service?: string;
  readonly secretAccessKey?: string;
};

/** Headers of a request to the gateway that its caller's credentials sign. */
export const signedHeaders = (
  { url, caller }: Pick<GatewayBench, 'url' | 'caller'>,
  { method = 'POST', body = '', service = 'bedrock-agentcore', secretAccessKey }: ToSign,
): Record<string, string> => {
  const { host, pathname } = new URL(url);
  const date = new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const { headers } = aws4.sign(
    {
      ...{ host, path: pathname, method, service, region: 'us-east-1', body },
      headers: { 'content-type': 'application/json', 'x-amz-date': date },
    },
    {
      accessKeyId: caller.accessKeyId,
      secretAccessKey: secretAccessKey ?? caller.secretAccessKey,
      sessionToken: caller.sessionToken,
    },
  );
  const { Host: _Host, 'Content-Length': _length, ...sent } = headers as Record<string, string>;
  return sent;
};

/** A `fetch` for clients that know nothing of SigV4. */
export const signingFetch =
  (bench: Pick<GatewayBench, 'url' | 'caller'>) =>
  async (url: string | URL, { method = 'GET', headers, body, ...init }: RequestInit = {}) => {
    const text = body?.toString() ?? '';
    const sent = new Headers(headers);
    for (const [name, value] of Object.entries(signedHeaders(bench, { method, body: text }))) {
      sent.set(name, value);
    }
    return fetch(url, { ...init, method, headers: sent, ...(text !== '' && { body: text }) });
  };
