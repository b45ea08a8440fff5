import { createHash } from 'node:crypto';

/** A request to sign. The path is as sent; the query is decoded. */
export type CanonicalInput = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
};

export type CanonicalRequest = { readonly text: string; readonly signedHeaders: string };

/**
 * The canonical form of a request, and the names of the headers in it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export const canonicalRequest = ({
  method,
  path,
  query,
  headers,
  body,
}: CanonicalInput): CanonicalRequest => {
  const signed = signedHeadersOf(headers);
  const signedHeaders = signed.map(([name]) => name).join(';');
  const lines = [
    method.toUpperCase(),
    canonicalPath(path),
    canonicalQuery(query),
    ...signed.map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaders,
    headers['x-amz-content-sha256'] ?? sha256Hex(body ?? ''),
  ];
  return { text: lines.join('\n'), signedHeaders };
};

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Proxies and clients change or drop these on the way, so that a signature over them would fail. */
const unsignable =
  /^(?:authorization|cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|proxy-.*|sec-.*)$/;

/** In the order of code units, which no locale changes. */
const compare = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

const signedHeadersOf = (
  headers: CanonicalInput['headers'],
): readonly (readonly [name: string, value: string])[] =>
  Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim().replaceAll(/\s+/g, ' ')] as const)
    .filter(([name]) => !unsignable.test(name))
    .sort(([name], [other]) => compare(name, other));

/** Percent-encodes everything but the unreserved characters of RFC 3986, section 2.3. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Without empty and dot segments, and encoded again, as every service except S3 expects. */
const canonicalPath = (path: string): string => {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') {
      kept.pop();
    } else if (segment !== '' && segment !== '.') {
      kept.push(segment);
    }
  }
  const end = kept.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${kept.map(percentEncode).join('/')}${end}`;
};

const canonicalQuery = (query: CanonicalInput['query']): string =>
  Object.entries(query)
    .flatMap(([name, values]) =>
      [values].flat().map((value) => [percentEncode(name), percentEncode(value)] as const),
    )
    .sort(
      ([name, value], [otherName, otherValue]) =>
        compare(name, otherName) || compare(value, otherValue),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
