import aws4 from 'aws4';
import type { Session } from '../src/access/session.ts';

export type Signing = {
  readonly url: string;
  /** Default: `POST`. */
  readonly method?: string;
  readonly service: string;
  readonly session: Pick<Session, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;
  readonly atMs: number;
  readonly body: string;
};

/** The headers of a JSON request signed with a session's credentials. */
export const signedHeaders = ({
  url,
  method = 'POST',
  service,
  session,
  atMs,
  body,
}: Signing): Record<string, string> => {
  const { host, pathname: path } = new URL(url);
  const date = new Date(atMs).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const { headers } = aws4.sign(
    {
      host,
      path,
      method,
      service,
      region: 'us-east-1',
      body,
      headers: { 'content-type': 'application/json', 'x-amz-date': date },
    },
    session,
  );
  const { Host: _host, 'Content-Length': _length, ...sent } = headers as Record<string, string>;
  return sent;
};
