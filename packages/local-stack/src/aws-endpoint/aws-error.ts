import type { AwsResponse } from './aws-request.ts';

/** An error response of an AWS service. Operations throw it, and the service's protocol formats it. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** For instance `ResourceNotFoundException`. */
  readonly code: string;
  readonly status: number;
  /** Members of the error's shape in addition to its message. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; members?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }
}

export type AwsProtocol = 'restJson1' | 'awsJson1_1' | 'awsQuery';

/** The local stack serves no API with the last two protocols, but its refusals have their form. */
export type ErrorProtocol = AwsProtocol | 'restXml' | 'ec2Query';

export type ErrorRendering = {
  readonly protocol: ErrorProtocol;
  readonly requestId: string;
  /** Name of the message member. AWS services differ in its case. */
  readonly messageMember?: 'message' | 'Message';
};

/** Formats the error. The JSON-RPC protocol answers every client error with 400. */
export const renderError = (error: AwsError, rendering: ErrorRendering): AwsResponse => {
  const { protocol, requestId, messageMember = 'message' } = rendering;
  const headers = { 'x-amzn-requestid': requestId };
  if (protocol !== 'restJson1' && protocol !== 'awsJson1_1') {
    return {
      status: error.status,
      headers: { ...headers, 'content-type': 'text/xml' },
      body: Buffer.from(errorXml[protocol](error, requestId)),
    };
  }
  const members = { [messageMember]: error.message, ...error.members };
  if (protocol === 'awsJson1_1') {
    return {
      status: error.status < 500 ? 400 : error.status,
      headers: { ...headers, 'content-type': 'application/x-amz-json-1.1' },
      body: Buffer.from(JSON.stringify({ __type: error.code, ...members })),
    };
  }
  return {
    status: error.status,
    headers: { ...headers, 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: Buffer.from(JSON.stringify(members)),
  };
};

type ErrorXml = (error: AwsError, requestId: string) => string;

const queryErrorXml: ErrorXml = (error, requestId) =>
  [
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error>',
    `<Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type>`,
    `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`,
    `</Error><RequestId>${escapeXml(requestId)}</RequestId></ErrorResponse>`,
  ].join('');

const s3ErrorXml: ErrorXml = ({ code, message }, requestId) =>
  `<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message><RequestId>${escapeXml(requestId)}</RequestId></Error>`;

const ec2ErrorXml: ErrorXml = ({ code, message }, requestId) =>
  `<Response><Errors><Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${escapeXml(requestId)}</RequestID></Response>`;

const xmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const errorXml: Readonly<Record<'awsQuery' | 'restXml' | 'ec2Query', ErrorXml>> = {
  awsQuery: queryErrorXml,
  restXml: s3ErrorXml,
  ec2Query: ec2ErrorXml,
};

/** Escapes text for the content of an XML element. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => xmlEntities[character] ?? character);
