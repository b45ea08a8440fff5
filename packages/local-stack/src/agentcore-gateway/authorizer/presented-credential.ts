import type { IncomingMessage } from 'node:http';

/** The credential that a request contains. */
export type PresentedCredential =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  /** A SigV4 signature, which is correct for AWS services only. */
  | { readonly kind: 'sigv4' }
  /** A bearer token and a signature in one request. */
  | { readonly kind: 'mixed' };

/** b64token of RFC 6750, section 2.1. */
const bearer = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/** Separates two credentials in one header. Clients that join repeated headers send this form. */
const nextCredential = /,\s*(?=Bearer\s|AWS4-)/i;

/** Reads the credential from the headers, including repeated ones, and from a presigned query. */
export const presentedCredential = (
  request: Pick<IncomingMessage, 'headersDistinct' | 'url'>,
): PresentedCredential => {
  const authorizations = (request.headersDistinct.authorization ?? []).flatMap((value) =>
    value.split(nextCredential),
  );
  const tokens = authorizations.flatMap((value) => bearer.exec(value)?.[1] ?? []);
  const signed = isSigned(request, authorizations);
  const [token] = tokens;
  if (token === undefined) return { kind: signed ? 'sigv4' : 'none' };
  return signed || authorizations.length > 1 ? { kind: 'mixed' } : { kind: 'bearer', token };
};

const isSigned = (
  { headersDistinct, url }: Pick<IncomingMessage, 'headersDistinct' | 'url'>,
  authorizations: readonly string[],
): boolean =>
  authorizations.some((value) => value.startsWith('AWS4-')) ||
  headersDistinct['x-amz-security-token'] !== undefined ||
  /[?&]X-Amz-(?:Signature|Security-Token)=/i.test(url ?? '');
