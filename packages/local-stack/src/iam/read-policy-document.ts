import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { Statement } from '@hopwise/iam/policy-document';
import { PolicyParseError } from '@hopwise/iam/policy-parse-error';
import { AwsError } from '../aws-endpoint/aws-error.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxTrustPolicyCharacters = 2048;

export const malformedDocument = (message: string, cause?: unknown): AwsError =>
  new AwsError('MalformedPolicyDocument', message, { cause });

/** Reads the document of an inline policy. Throws `MalformedPolicyDocument`. */
export const readInlinePolicy = (text: string, name: string): unknown => {
  const { document, statements } = read(text, name);
  for (const { Principal, NotPrincipal, Resource, NotResource } of statements) {
    if (Principal !== undefined || NotPrincipal !== undefined) {
      throw malformedDocument('Policy document should not specify a principal.');
    }
    if (Resource === undefined && NotResource === undefined) {
      throw malformedDocument('Policy statement must contain resources.');
    }
  }
  return document;
};

/** Reads the document of a trust policy. Throws `MalformedPolicyDocument` and `LimitExceeded`. */
export const readTrustPolicy = (text: string, name: string): unknown => {
  const { document, statements } = read(text, name);
  for (const { Principal, NotPrincipal, Resource, NotResource } of statements) {
    if (Principal === undefined && NotPrincipal === undefined) {
      throw malformedDocument('Missing required field Principal');
    }
    if (Resource !== undefined || NotResource !== undefined) {
      throw malformedDocument('Has prohibited field Resource');
    }
  }
  if (JSON.stringify(document).length > maxTrustPolicyCharacters) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${maxTrustPolicyCharacters}`);
  }
  return document;
};

export const limitExceeded = (message: string): AwsError =>
  new AwsError('LimitExceeded', message, { status: 409 });

type Read = { readonly document: unknown; readonly statements: readonly Statement[] };

const read = (text: string, name: string): Read => {
  const document = parseJson(text);
  try {
    return { document, statements: parsePolicyDocument(document, name).document.Statement };
  } catch (error) {
    if (!(error instanceof PolicyParseError)) throw error;
    throw malformedDocument(error.message, error);
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformedDocument('This policy contains invalid Json', cause);
  }
};
