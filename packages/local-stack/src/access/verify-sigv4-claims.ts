import { createHash } from 'node:crypto';
import { SigV4Error } from './verify-sigv4-error.ts';
import { basicIso } from './verify-sigv4-time.ts';

/** The signature parameters that a request contains. None of them is verified yet. */
export type SignatureClaims = {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** Lower-case names, in the signed order. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** ISO 8601 basic format, as signed. */
  readonly timestamp: string;
  readonly securityToken: string | undefined;
  /** Set only for a presigned URL. */
  readonly expiresSeconds: number | undefined;
};

export type CredentialScope = {
  readonly date: string;
  readonly region: string;
  readonly service: string;
};

export type ClaimsSource = {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Percent-decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
};

const algorithm = 'AWS4-HMAC-SHA256';
const terminator = 'aws4_request';
const maxPresignedSeconds = 7 * 24 * 60 * 60;

const incomplete = (message: string): SigV4Error => new SigV4Error('IncompleteSignature', message);

/** Reads the claims from the `Authorization` header, or for a presigned URL from the query string. */
export const readSignatureClaims = (source: ClaimsSource): SignatureClaims => {
  const authorization = source.headers.authorization;
  const presigned = source.query.some(([name]) => /^x-amz-(algorithm|signature)$/i.test(name));
  refuseOauthToken(authorization, presigned);
  if (authorization === undefined && !presigned) {
    throw new SigV4Error('MissingAuthenticationToken', 'Missing Authentication Token');
  }
  if (authorization === undefined) return readPresignedClaims(source);
  if (presigned) {
    throw incomplete(
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified.',
    );
  }
  return readHeaderClaims(authorization, source.headers);
};

const refuseOauthToken = (authorization: string | undefined, presigned: boolean): void => {
  if (authorization === undefined || !/(?:^|,)\s*Bearer(?:\s|$)/i.test(authorization)) return;
  const mixed = presigned || /(?:^|,)\s*AWS4-/i.test(authorization);
  throw new SigV4Error(
    'IncompleteSignature',
    missingEqualSign(authorization),
    mixed ? 'MIXED_CREDENTIALS' : 'OAUTH_TOKEN_TO_AWS_SERVICE',
  );
};

const missingEqualSign = (authorization: string): string => {
  const hash = createHash('sha256').update(authorization).digest('base64');
  return `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`;
};

const readHeaderClaims = (
  authorization: string,
  headers: Readonly<Record<string, string>>,
): SignatureClaims => {
  const [scheme = '', ...rest] = authorization.trim().split(' ');
  const parameters = readParameters(rest.join(' '), authorization);
  requireAlgorithm(scheme);
  const timestamp = headers['x-amz-date'] ?? basicIsoDate(headers.date);
  const credential = parameters.get('Credential');
  const signature = parameters.get('Signature');
  const signedHeaders = parameters.get('SignedHeaders');
  if (!credential || !signature || !signedHeaders || !timestamp) {
    const missing = [
      ...['Credential', 'Signature', 'SignedHeaders']
        .filter((name) => !parameters.get(name))
        .map((name) => `Authorization header requires '${name}' parameter.`),
      ...(timestamp
        ? []
        : ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]),
    ];
    throw incomplete(missing.join(' '));
  }
  return {
    ...readCredential(credential),
    signedHeaders: signedHeaders.toLowerCase().split(';'),
    signature,
    timestamp,
    securityToken: headers['x-amz-security-token'],
    expiresSeconds: undefined,
  };
};

const readParameters = (text: string, authorization: string): ReadonlyMap<string, string> => {
  const parameters = new Map<string, string>();
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, equals).trim();
    if (equals < 0 || parameters.has(name)) throw incomplete(missingEqualSign(authorization));
    parameters.set(name, part.slice(equals + 1).trim());
  }
  return parameters;
};

const readPresignedClaims = ({ query }: ClaimsSource): SignatureClaims => {
  const parameter = (name: string): string => {
    const values = query.filter(([sent]) => sent === name).map(([, value]) => value);
    const [value] = values;
    if (!value || values.length > 1) {
      throw incomplete(`AWS query-string parameters must include exactly one '${name}'.`);
    }
    return value;
  };
  requireAlgorithm(parameter('X-Amz-Algorithm'));
  const expires = parameter('X-Amz-Expires');
  const expiresSeconds = Number(expires);
  if (!/^\d{1,7}$/.test(expires) || expiresSeconds < 1 || expiresSeconds > maxPresignedSeconds) {
    throw incomplete('X-Amz-Expires must be a number of seconds between 1 and 604800.');
  }
  return {
    ...readCredential(parameter('X-Amz-Credential')),
    signedHeaders: parameter('X-Amz-SignedHeaders').toLowerCase().split(';'),
    signature: parameter('X-Amz-Signature'),
    timestamp: parameter('X-Amz-Date'),
    securityToken: parameter('X-Amz-Security-Token'),
    expiresSeconds,
  };
};

const requireAlgorithm = (name: string): void => {
  if (name !== algorithm) throw incomplete(`Unsupported AWS 'algorithm', expected '${algorithm}'.`);
};

const readCredential = (
  credential: string,
): { readonly accessKeyId: string; readonly scope: CredentialScope } => {
  const parts = credential.split('/');
  const [accessKeyId, date, region, service, end] = parts;
  if (parts.length !== 5 || !accessKeyId || !date || !region || !service || !end) {
    throw incomplete(
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.',
    );
  }
  if (end !== terminator) {
    throw new SigV4Error(
      'InvalidSignature',
      `Credential should be scoped with a valid terminator: '${terminator}'.`,
    );
  }
  return { accessKeyId, scope: { date, region, service } };
};

/** Converts an HTTP date to the basic ISO 8601 format that is signed. */
const basicIsoDate = (httpDate: string | undefined): string | undefined => {
  const timeMs = httpDate === undefined ? Number.NaN : Date.parse(httpDate);
  if (Number.isNaN(timeMs)) return undefined;
  return basicIso(timeMs);
};
