import type { AwsJsonCommand } from './aws-json-client.ts';
import { percentEncode } from './canonical-request.ts';
import { toJson } from './json-members.ts';
import type { AwsJsonService } from './service-endpoint.ts';

/** A command as an HTTP request, without its host. */
export type RequestForm = {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

/** Throws `REQUEST_INVALID` for an input that JSON cannot represent. */
export const formOf = (
  { operation, input, members, rest }: AwsJsonCommand<object>,
  { targetPrefix }: AwsJsonService,
): RequestForm => {
  if (rest === undefined) {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${targetPrefix}.${operation}`,
    };
    return { method: 'POST', path: '/', query: {}, headers, body: toJson(input) };
  }
  const query = Object.entries(rest.query ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...rest,
    query: Object.fromEntries(query.map(([name, value]) => [name, String(value)])),
    headers: rest.body ? { 'content-type': 'application/json' } : {},
    body: rest.body && toJson(rest.body, members),
  };
};

/** The query of an address, with its question mark. */
export const queryText = (query: RequestForm['query']): string => {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};
