import { describe, expect, it } from '@jest/globals';
import { parsePolicyDocument } from './parse-policy-document.ts';
import { PolicyParseError } from './policy-parse-error.ts';

const good = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' };
const parse = (...statements: readonly unknown[]) =>
  parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, 'the-policy');

const errorOf = (run: () => unknown): PolicyParseError => {
  try {
    run();
  } catch (error) {
    if (error instanceof PolicyParseError) return error;
    throw error;
  }
  throw new Error('The policy was accepted.');
};

describe('parsePolicyDocument', () => {
  it('accepts one statement or a list', () => {
    const one = parsePolicyDocument({ Statement: good }, 'p');
    const list = parsePolicyDocument({ Statement: [good] }, 'p');
    expect(one).toEqual(list);
    expect(one.document.Statement).toHaveLength(1);
  });

  it.each([
    [{ ...good, Action: ['*', 's3:*', 'bedrock-agentcore:Get?ateway'] }],
    [{ ...good, Resource: ['*', 'arn:aws:s3:::*', 'arn:aws:lambda:*'] }],
    [{ ...good, Resource: undefined, Principal: '*' }],
    [{ ...good, Principal: { AWS: ['*', '111122223333', 'arn:aws:iam::111122223333:root'] } }],
    [{ ...good, Principal: { AWS: 'AROAEXAMPLEEXAMPLE12' } }],
    [
      {
        ...good,
        Principal: {
          Service: 'bedrock.amazonaws.com',
          Federated: 'cognito-identity.amazonaws.com',
        },
      },
    ],
    [{ ...good, Condition: {} }],
    [{ ...good, Condition: { 'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': ['a', 'b'] } } }],
    [{ ...good, Condition: { NumericLessThan: { 's3:max-keys': 10 }, Null: { 'aws:x': true } } }],
    [{ ...good, Condition: { ArnLike: { 'aws:SourceArn': '$' + '{aws:x}' } } }],
  ])('accepts %j', (statement) => {
    expect(parse(statement).document.Statement[0]).toMatchObject({ Effect: 'Allow' });
  });

  it.each([
    ['Effect', { ...good, Effect: 'allow' }, 'is unknown, expected Allow or Deny'],
    ['Effect', { ...good, Effect: undefined }, 'is missing'],
    ['NotAction', { ...good, NotAction: 's3:*' }, 'cannot be combined with Action'],
    ['NotResource', { ...good, NotResource: '*' }, 'cannot be combined with Resource'],
    [
      'NotPrincipal',
      { ...good, Principal: '*', NotPrincipal: '*' },
      'cannot be combined with Principal',
    ],
    ['Action', { ...good, Action: undefined }, 'is missing'],
    ['Action', { ...good, Action: [] }, 'is empty'],
    ['Action', { ...good, Action: 'GetObject' }, 'is "GetObject", expected service:action or *'],
    ['Action', { ...good, Action: ['s3:*', 7] }, 'contains number, expected strings'],
    ['Action', { ...good, Action: 's3:Get Object' }, 'is "s3:Get Object"'],
    ['Resource', { ...good, Resource: 'bucket' }, 'is "bucket", expected an ARN or *'],
    ['Resource', { ...good, Resource: 'arn:aws:s3' }, 'is "arn:aws:s3", expected an ARN or *'],
    ['Resource', { ...good, Resource: { Ref: 'Bucket' } }, 'contains object, expected strings'],
    ['Actions', { ...good, Actions: '*' }, 'is not an element of a statement'],
    ['Sid', { ...good, Sid: 7 }, 'is number, expected a string'],
    ['Principal', { ...good, Principal: 'bedrock.amazonaws.com' }, 'is neither * nor a map'],
    ['Principal', { ...good, Principal: {} }, 'is neither * nor a map'],
    ['Principal', { ...good, Principal: { Aws: '*' } }, 'has the type Aws'],
    [
      'Principal',
      { ...good, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } },
      'not a valid AWS principal',
    ],
    ['Principal', { ...good, Principal: { AWS: '1111' } }, 'not a valid AWS principal'],
    ['Principal', { ...good, Principal: { Service: '*' } }, 'not a valid Service principal'],
    ['Principal.AWS', { ...good, Principal: { AWS: [] } }, 'is empty'],
    ['Condition', { ...good, Condition: [] }, 'is not a map of operators'],
    [
      'Condition.StringMatches',
      { ...good, Condition: { StringMatches: {} } },
      'is an unknown operator',
    ],
    [
      'Condition.NullIfExists',
      { ...good, Condition: { NullIfExists: {} } },
      'is an unknown operator',
    ],
    ['Condition.Bool', { ...good, Condition: { Bool: 'true' } }, 'is not a map of condition keys'],
    ['Condition.Bool.aws:x', { ...good, Condition: { Bool: { 'aws:x': 'yes' } } }, 'is "yes"'],
    ['Condition.Null.aws:x', { ...good, Condition: { Null: { 'aws:x': 'no' } } }, 'is "no"'],
    [
      'Condition.ArnLike.aws:x',
      { ...good, Condition: { ArnLike: { 'aws:x': 'agent' } } },
      'is "agent"',
    ],
    [
      'Condition.IpAddress.aws:x',
      { ...good, Condition: { IpAddress: { 'aws:x': '10.0.0.0/33' } } },
      'is "10.0.0.0/33"',
    ],
    [
      'Condition.DateEquals.aws:x',
      { ...good, Condition: { DateEquals: { 'aws:x': 'now' } } },
      'is "now"',
    ],
    [
      'Condition.NumericEquals.aws:x',
      { ...good, Condition: { NumericEquals: { 'aws:x': 'ten' } } },
      'is "ten"',
    ],
    [
      'Condition.StringLike.aws:x',
      { ...good, Condition: { StringLike: { 'aws:x': null } } },
      'not a string, number or boolean',
    ],
  ])('refuses %s of %j', (element, statement, problem) => {
    const error = errorOf(() => parse(good, statement));
    expect(error).toMatchObject({
      code: 'MalformedPolicyDocument',
      policy: 'the-policy',
      statement: 1,
      element,
    });
    expect(error.message).toContain(`Policy the-policy: statement 1, ${element} `);
    expect(error.message).toContain(problem);
  });

  it('refuses a statement that is not an object, and a repeated Sid', () => {
    expect(errorOf(() => parse('Allow')).message).toBe(
      'Policy the-policy: statement 0, Statement is not an object.',
    );
    const named = { ...good, Sid: 'Read' };
    expect(errorOf(() => parse(named, good, named))).toMatchObject({
      statement: 2,
      element: 'Sid',
    });
  });

  it.each([
    ['document', null],
    ['document', []],
    ['Statement', { Version: '2012-10-17' }],
    ['Version', { Version: '2012-10-18', Statement: [] }],
    ['Version', { Version: new Date(0), Statement: [] }],
    ['Id', { Id: 7, Statement: [] }],
    ['Statements', { Statements: [] }],
  ])('refuses the %s of %j', (element, document) => {
    const error = errorOf(() => parsePolicyDocument(document, 'the-policy'));
    expect(error).toMatchObject({ statement: undefined, element });
  });
});
