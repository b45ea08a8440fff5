import { describe, expect, it } from '@jest/globals';
import { parsePolicyDocument } from './parse-policy-document.ts';
import { PolicyParseError } from './policy-parse-error.ts';

const good = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

/** The parsed statement, or the message of the refusal. */
const parse = (elements: object): unknown => {
  const statement = { ...good, ...elements };
  try {
    return parsePolicyDocument({ Statement: statement }, 'p').document.Statement[0];
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyParseError);
    return String(error);
  }
};

const condition = (operator: string, value: string) =>
  parse({ Condition: { [operator]: { 'aws:Key': value } } });

describe('the values of an operator', () => {
  it.each([
    ['NumericEquals', ['12.5', '.25', '1e-3', '1e+3', '1e10', '-7']],
    ['DateEquals', ['2026', '2026-11', '2026-11-22', '20261', '2026-11-22T10:00:00.123456789Z']],
    ['Bool', ['true', 'FALSE']],
    ['BinaryEquals', ['', 'AAAA', 'AAA=', 'AA==']],
    ['IpAddress', ['10.0.0.0/32', '::1/128', '0.0.0.0/0']],
    ['ArnLike', ['*', 'arn:aws:s3:::bucket']],
  ])('%s accepts %j', (operator, values) => {
    for (const value of values) expect(condition(operator, value)).not.toEqual(expect.any(String));
  });

  it.each([
    ['NumericEquals', ['x1', '1x', '1e', 'e3', '${aws:Key}']],
    ['DateEquals', ['x20261', '2026-11-', '2026-13-01', '${aws:Key}']],
    ['Bool', ['xtrue', 'truex']],
    ['BinaryEquals', ['!AAAA', 'AAAA!', 'AAAAA', '${aws:Key}']],
    ['IpAddress', ['1/10.0.0.0/8', '10.0.0.0/8/x', '10.0.0.0/08', 'host', '${aws:Key}']],
    ['ArnLike', ['abcdefg', 'arn:aws:s3']],
  ])('%s refuses %j', (operator, values) => {
    for (const value of values) {
      expect(condition(operator, value)).toBe(
        `PolicyParseError: Policy p: statement 0, Condition.${operator}.aws:Key is "${value}", which ${operator} cannot compare with.`,
      );
    }
  });
});

describe('the principals', () => {
  it.each([
    ['Service', ['a b', ' a', 'a!']],
    ['Federated', ['*x', 'x*', '?']],
    ['CanonicalUser', ['*x', 'x*', '']],
    ['AWS', ['AI11111111111111', 'arn:aws:s3::1:user/a', '12345678901']],
  ])('a %s is not one of %j', (type, values) => {
    for (const value of values) {
      expect(parse({ Principal: { [type]: value } })).toContain(`is not a valid ${type} principal`);
    }
  });

  it.each([
    ['Service', 'bedrock.amazonaws.com'],
    ['Federated', 'cognito-identity.amazonaws.com'],
    ['CanonicalUser', '79a59df9'],
    ['AWS', 'AIDAJQABLZS4A3QDU576Q'],
  ])('a %s can be %s', (type, value) => {
    expect(parse({ Principal: { [type]: value } })).toMatchObject({
      Principal: { [type]: [value] },
    });
  });

  it('have one of four types', () => {
    expect(parse({ Principal: { Aws: '*' } })).toBe(
      'PolicyParseError: Policy p: statement 0, Principal has the type Aws, expected AWS, Service, Federated, CanonicalUser.',
    );
  });
});

describe('the other elements of a statement', () => {
  it.each([
    [{ Action: '!lambda:Get' }, 'Action is "!lambda:Get", expected service:action or *.'],
    [{ Action: 'lambda:Get!' }, 'Action is "lambda:Get!", expected service:action or *.'],
    [{ Resource: 'x arn:aws:s3:::b' }, 'Resource is "x arn:aws:s3:::b", expected an ARN or *.'],
    [{ Resource: 'arn:aws*y' }, 'Resource is "arn:aws*y", expected an ARN or *.'],
    [{ Action: undefined, NotAction: 'x' }, 'NotAction is "x", expected service:action or *.'],
    [{ Resource: undefined, NotResource: 'x' }, 'NotResource is "x", expected an ARN or *.'],
  ])('%j is refused', (elements, message) => {
    expect(parse(elements)).toBe(`PolicyParseError: Policy p: statement 0, ${message}`);
  });
});

describe('a document', () => {
  it.each<[document: unknown]>([
    [{ Version: '2012-10-17', Id: 'id', Statement: [] }],
    [{ Version: '2008-10-17', Statement: [] }],
    [{ Statement: [] }],
  ])('%j keeps its elements, and gets no others', (document) => {
    expect(parsePolicyDocument(document, 'p').document).toStrictEqual(document);
  });

  it.each<[document: unknown, message: string]>([
    [null, 'document is not an object.'],
    [{ Statements: [] }, 'Statements is not an element of a policy document.'],
    [{ Version: '2020', Statement: [] }, 'Version is unknown, expected 2008-10-17 or 2012-10-17.'],
    [{ Id: 7, Statement: [] }, 'Id is number, expected a string.'],
    [{}, 'Statement is missing.'],
    [
      {
        Statement: [
          { ...good, Sid: 'A' },
          { ...good, Sid: 'A' },
        ],
      },
      'statement 1, Sid "A" is used by an earlier statement, expected a unique Sid.',
    ],
  ])('%j is refused', (document, message) => {
    expect(() => parsePolicyDocument(document, 'p')).toThrow(new Error(`Policy p: ${message}`));
  });
});
