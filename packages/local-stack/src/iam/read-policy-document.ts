import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { Statement } from '@hopwise/iam/policy-document';
import { PolicyParseError } from '@hopwise/iam/policy-parse-error';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import type { IamState } from './iam-state.ts';
import { malformedDocument } from './malformed-document.ts';
import { refusePrincipals } from './refuse-principals.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxTrustPolicyCharacters = 2048;

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
export const readTrustPolicy = (
  text: string,
  name: string,
  known: Pick<IamState, 'account' | 'roles'>,
): unknown => {
  const { document, statements } = read(text, name);
  for (const { Principal, NotPrincipal, Resource, NotResource, Action = [] } of statements) {
    if (Principal === undefined && NotPrincipal === undefined) {
      throw malformedDocument('Missing required field Principal');
    }
    if (Resource !== undefined || NotResource !== undefined) {
      throw malformedDocument('Has prohibited field Resource');
    }
    if ([Action].flat().some((action) => !/^sts:/i.test(action))) {
      throw malformedDocument('AssumeRole policy may only specify STS AssumeRole actions.');
    }
  }
  refusePrincipals(statements, known);
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
  const statements = parse(document, name);
  if (statements.length === 0) {
    throw malformedDocument('Syntax errors in policy: Statement is empty.');
  }
  for (const { Sid = '' } of statements) {
    if (sidPattern.test(Sid)) continue;
    throw malformedDocument(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    );
  }
  return { document, statements };
};

/** Services with resource policies allow other characters; IAM does not. */
const sidPattern = /^[0-9A-Za-z]*$/;

const parse = (document: unknown, name: string): Read['statements'] => {
  try {
    return parsePolicyDocument(document, name).document.Statement;
  } catch (error) {
    if (!(error instanceof PolicyParseError)) throw error;
    throw malformedDocument(error.message, error);
  }
};

const parseJson = (text: string): unknown => {
  try {
    return parseBoundedJson(text);
  } catch (cause) {
    throw malformedDocument('This policy contains invalid Json', cause);
  }
};
