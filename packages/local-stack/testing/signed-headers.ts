import aws4 from 'aws4';
import type { Session } from '../src/access/session.ts';

type Signing = {
  readonly url: string;
  readonly service: string;
  readonly session: Session;
  readonly atMs: number;
  readonly body: string;
};

/** Headers of a POST of JSON that a session's credentials sign. */
export const signedHeaders = ({ url, service, session, atMs, body }: Signing) => {
  const { host, pathname: path } = new URL(url);
  const date = new Date(atMs).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const { headers } = aws4.sign(
    {
      ...{ host, path, method: 'POST', service, region: 'us-east-1', body },
      headers: { 'content-type': 'application/json', 'x-amz-date': date },
    },
    session,
  );
  const { Host: _host, 'Content-Length': _length, ...sent } = headers as Record<string, string>;
  return sent;
};
