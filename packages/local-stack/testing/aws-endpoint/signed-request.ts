import aws4 from 'aws4';
import type { EndpointFixture } from './endpoint-fixture.ts';

export type Sending = {
  readonly method?: string;
  readonly path?: string;
  readonly service?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

/** A request signed with the session's credentials by a signer other than the AWS SDK. */
export const signedRequest = (
  { server, session }: EndpointFixture,
  { path = '/detector', service = 'guardduty', ...rest }: Sending = {},
) => {
  const { headers, body, method } = aws4.sign(
    {
      host: new URL(server.origin).host,
      method: rest.body === undefined ? 'GET' : 'POST',
      path,
      service,
      region: 'us-east-1',
      ...rest,
    },
    session,
  );
  return { method: method ?? 'GET', headers: headers ?? {}, ...(body && { body }) };
};

export const sendSigned = (fixture: EndpointFixture, sending: Sending = {}): Promise<Response> =>
  fetch(`${fixture.server.origin}${sending.path ?? '/detector'}`, signedRequest(fixture, sending));
