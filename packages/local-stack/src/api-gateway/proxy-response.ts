import type { ServerResponse } from 'node:http';
import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';
import { GatewayError } from './gateway-error.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const headers = z.nullish(z.record(z.string(), scalar));
const multiValueHeaders = z.nullish(z.record(z.string(), z.array(scalar)));
const statusCode = z
  .pipe(z.union([z.int(), z.string().check(z.regex(/^\d{3}$/))]), z.transform(Number))
  .check(z.gte(100), z.lte(599));

/** Status and headers before a streamed body. */
const responsePrelude = z.strictObject({
  statusCode: z._default(statusCode, 200),
  headers,
  multiValueHeaders,
  cookies: z.nullish(z.array(z.string())),
});

/** The return value of a function in a buffered proxy integration. Any other member makes it malformed. */
const proxyResponse = z.strictObject({
  statusCode,
  headers,
  multiValueHeaders,
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

export type ResponsePrelude = z.infer<typeof responsePrelude>;
export type ProxyResponse = Omit<ResponsePrelude, 'cookies'> & { readonly bytes: Buffer };

const parse = <Schema extends z.ZodMiniType>(schema: Schema, json: Uint8Array): z.infer<Schema> => {
  try {
    return z.parse(schema, parseBoundedJson(Buffer.from(json).toString('utf8')));
  } catch (cause) {
    throw new GatewayError('MALFORMED_PROXY_RESPONSE', { cause });
  }
};

/** Throws `GatewayError`. */
export const parsePrelude = (json: Uint8Array): ResponsePrelude => parse(responsePrelude, json);

/** Throws `GatewayError`. */
export const parseProxyResponse = (json: Uint8Array): ProxyResponse => {
  const { body, isBase64Encoded, ...head } = parse(proxyResponse, json);
  return { ...head, bytes: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8') };
};

/** Headers that API Gateway reserves and passes on under another name. */
const remapped = new Set([
  'connection',
  'content-length',
  'content-md5',
  'date',
  'server',
  'www-authenticate',
]);
const dropped = new Set(['keep-alive', 'trailer', 'transfer-encoding', 'upgrade']);

const writtenName = (name: string): string =>
  remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name.toLowerCase()}` : name;

const mergedHeaders = (head: ResponsePrelude): Map<string, string[]> => {
  const merged = new Map<string, string[]>();
  const add = (name: string, values: readonly (string | number | boolean)[]): void => {
    if (!dropped.has(name.toLowerCase())) merged.set(writtenName(name), values.map(String));
  };
  for (const [name, value] of Object.entries(head.headers ?? {})) add(name, [value]);
  for (const [name, values] of Object.entries(head.multiValueHeaders ?? {})) add(name, values);
  if (head.cookies != null) add('Set-Cookie', head.cookies);
  return merged;
};

/** Writes the status and headers of a function's response. Throws `GatewayError`. */
export const writeResponseHead = (response: ServerResponse, head: ResponsePrelude): void => {
  try {
    for (const [name, values] of mergedHeaders(head)) {
      response.setHeader(name, values.length === 1 ? (values[0] ?? '') : values);
    }
  } catch (cause) {
    throw new GatewayError('MALFORMED_PROXY_RESPONSE', { cause });
  }
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/json');
  response.writeHead(head.statusCode);
};
