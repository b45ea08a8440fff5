import { type ChatRequest, chatRequest, maxMessageLength } from '@hopwise/contracts/chat-request';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { WebApiError } from '../errors.ts';
import { parseJson } from '../parse-json.ts';
import { headerOf } from './request-headers.ts';

/** Fits the longest message with every character escaped (`\uXXXX`), and the session id. */
export const maxBodyBytes = 6 * maxMessageLength + 1024;

type BodyEvent = Pick<APIGatewayProxyEvent, 'body' | 'headers' | 'isBase64Encoded'>;
type Issue = { readonly code: string; readonly path: readonly PropertyKey[] };

const requireJsonType = (headers: BodyEvent['headers']): void => {
  const [mediaType = ''] = (headerOf(headers, 'content-type') ?? '').split(';');
  if (mediaType.trim().toLowerCase() === 'application/json') return;
  throw new WebApiError(
    'CONTENT_TYPE_UNSUPPORTED',
    'The content type of the request must be application/json.',
  );
};

const readBytes = ({ body, isBase64Encoded }: BodyEvent): Buffer => {
  const encoded = body ?? '';
  // Check the length first to avoid decoding a huge body. Base64 needs four characters for three bytes.
  const isTooLong = encoded.length > maxBodyBytes * 2;
  const bytes = isTooLong ? undefined : Buffer.from(encoded, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes === undefined || bytes.length > maxBodyBytes) {
    throw new WebApiError(
      'REQUEST_TOO_LARGE',
      `The request body must not be larger than ${maxBodyBytes} bytes.`,
    );
  }
  return bytes;
};

const readText = (bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const readObject = (event: BodyEvent): object => {
  const text = readText(readBytes(event));
  const value = text === undefined ? undefined : parseJson(text);
  if (value === undefined) {
    throw new WebApiError('REQUEST_NOT_JSON', 'The request body must be JSON in UTF-8.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WebApiError('REQUEST_NOT_OBJECT', 'The request body must be a JSON object.');
  }
  return value;
};

const refusalOf = ({ code, path }: Issue): WebApiError => {
  const [field] = path;
  if (code === 'unrecognized_keys') {
    return new WebApiError(
      'FIELD_UNKNOWN',
      'The request body may have the fields "message" and "sessionId" only.',
    );
  }
  if (field === 'message' && code === 'too_small') {
    return new WebApiError('MESSAGE_EMPTY', 'The field "message" must not be empty.');
  }
  if (field === 'message' && code === 'too_big') {
    return new WebApiError(
      'MESSAGE_TOO_LONG',
      `The field "message" must not be longer than ${maxMessageLength} characters.`,
    );
  }
  return new WebApiError(
    'FIELD_INVALID',
    field === 'message'
      ? 'The field "message" must be a string.'
      : 'The field "sessionId" must be a session id from an earlier answer of this API.',
  );
};

/** Reads the body of `POST /chat`. Throws a `WebApiError` whose code names the problem. */
export const readChatRequest = (event: BodyEvent): ChatRequest => {
  requireJsonType(event.headers);
  const result = chatRequest.safeParse(readObject(event));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refusalOf(issue ?? { code: 'custom', path: [] });
};
