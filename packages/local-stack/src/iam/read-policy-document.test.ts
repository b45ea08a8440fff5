import { describe, expect, it } from '@jest/globals';
import { seededAccount } from '../account.ts';
import { readInlinePolicy, readTrustPolicy } from './read-policy-document.ts';

const iam = `arn:aws:iam::${seededAccount.accountId}`;

const known = {
  account: seededAccount,
  roles: () => [
    {
      arn: `${iam}:role/known`,
      name: 'known',
      trustPolicy: { name: 'trust', document: { Statement: [] } },
      identityPolicies: [],
      permissionsBoundary: undefined,
    },
  ],
};

const text = (statements: unknown, version = '2012-10-17'): string =>
  JSON.stringify({ Version: version, Statement: statements });

const trust = (statement: object) => [
  {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'lambda.amazonaws.com' },
    ...statement,
  },
];
const grant = (statement: object) => [
  { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...statement },
];

const readTrust = (document: string) => readTrustPolicy(document, 'the-role', known);
const readInline = (document: string) => readInlinePolicy(document, 'the-role/the-policy');

const malformed = (message: string) =>
  expect.objectContaining({
    code: 'MalformedPolicyDocument',
    message: expect.stringContaining(message),
  });

const errorOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return 'The policy was accepted.';
};

describe('a trust policy', () => {
  it.each([
    [{}],
    [{ Principal: '*' }],
    [{ Principal: { Service: ['bedrock.amazonaws.com', 'logs.us-east-1.amazonaws.com'] } }],
    [{ Principal: { AWS: ['*', '999999999999', `${iam}:root`, `${iam}:role/known`] } }],
    [{ Principal: { AWS: 'arn:aws:iam::999999999999:role/of-another-account' } }],
    [{ Principal: { Federated: 'cognito-identity.amazonaws.com' } }],
    [{ Principal: { Federated: `${iam}:oidc-provider/token.actions.githubusercontent.com` } }],
    [{ Action: ['sts:AssumeRole', 'sts:TagSession'], Sid: 'Trust1' }],
  ])('is accepted with %j', (statement) => {
    const document = text(trust(statement));
    expect(readTrust(document)).toEqual(JSON.parse(document));
  });

  it.each([
    [{ Principal: 'nope' }, 'is neither * nor a map of principals'],
    [{ Principal: { Service: 'nope' } }, 'Invalid principal in policy: "SERVICE":"nope"'],
    [{ Principal: { Service: 'lambda.example.com' } }, '"SERVICE":"lambda.example.com"'],
    [{ Principal: { Federated: 'nope' } }, 'Invalid principal in policy: "FEDERATED":"nope"'],
    [{ Principal: { AWS: 'nope' } }, 'is "nope", which is not a valid AWS principal'],
    [{ Principal: { AWS: `${iam}:role/absent` } }, `"AWS":"${iam}:role/absent"`],
    [{ Principal: { AWS: `${iam}:user/absent` } }, `"AWS":"${iam}:user/absent"`],
    [{ Principal: { Aws: '*' } }, 'has the type Aws'],
    [{ Principal: undefined }, 'Missing required field Principal'],
    [{ Resource: '*' }, 'Has prohibited field Resource'],
    [{ NotResource: '*' }, 'Has prohibited field Resource'],
    [{ Action: 's3:GetObject' }, 'may only specify STS AssumeRole actions'],
    [{ Action: '*' }, 'may only specify STS AssumeRole actions'],
  ])('is refused with %j', (statement, message) => {
    expect(errorOf(() => readTrust(text(trust(statement))))).toEqual(malformed(message));
  });
});

describe('an inline policy', () => {
  it.each([
    [{ Principal: '*' }, 'should not specify a principal'],
    [{ Resource: undefined }, 'must contain resources'],
    [{ NotResource: '*' }, 'cannot be combined with Resource'],
  ])('is refused with %j', (statement, message) => {
    expect(errorOf(() => readInline(text(grant(statement))))).toEqual(malformed(message));
  });
});

describe.each([
  ['a trust policy', readTrust, trust],
  ['an inline policy', readInline, grant],
] as const)('%s', (_name, read, statements) => {
  it.each([
    [{ Sid: 'Prüfung' }, '[0-9A-Za-z]*'],
    [{ Sid: 'with-dash' }, 'must be alpha-numeric'],
    [{ Effect: 'allow' }, 'expected Allow or Deny'],
    [{ Effect: undefined }, 'Effect is missing'],
    [{ NotAction: 'sts:AssumeRole' }, 'cannot be combined with Action'],
    [{ Action: undefined }, 'Action is missing'],
    [{ Condition: { StringMatches: {} } }, 'is an unknown operator'],
    [{ Actions: '*' }, 'is not an element of a statement'],
  ])('is refused with %j', (statement, message) => {
    expect(errorOf(() => read(text(statements(statement))))).toEqual(malformed(message));
  });

  it.each([
    ['an empty list of statements', text([]), 'Syntax errors in policy: Statement is empty.'],
    ['no statements', '{"Version":"2012-10-17"}', 'Statement is missing'],
    ['an unknown version', text(statements({}), '2012-10-18'), 'is unknown, expected 2008-10-17'],
    ['another element', '{"Statements":[]}', 'is not an element of a policy document'],
    ['a repeated Sid', text([...statements({ Sid: 'A' }), ...statements({ Sid: 'A' })]), 'Sid'],
    ['no JSON', '{', 'invalid Json'],
  ])('is refused with %s', (_case, document, message) => {
    expect(errorOf(() => read(document))).toEqual(malformed(message));
  });
});
