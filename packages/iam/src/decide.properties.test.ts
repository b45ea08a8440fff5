import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { account, functionArn, otherAccount, roleArn, sessionArn } from '../testing/decide-case.ts';
import { type DecideRequest, decide } from './decide.ts';
import type { NamedPolicy, Statement } from './policy-document.ts';

const principal = fc.constantFrom<DecideRequest['principal']>(
  { type: 'AWS', arn: sessionArn, accountId: account },
  { type: 'AWS', arn: `arn:aws:iam::${account}:user/ana`, accountId: account },
  { type: 'Service', service: 'bedrock.amazonaws.com' },
);

const principalElement = fc.constantFrom(
  '*' as const,
  { AWS: account },
  { AWS: roleArn },
  { AWS: [sessionArn, roleArn] },
  { AWS: [sessionArn, roleArn, account] },
  { Service: 'bedrock.amazonaws.com' },
);

const someOf = <Value>(name: string, values: readonly Value[]) =>
  fc.constantFrom({}, ...values.map((value) => ({ [name]: value })));

const statement: fc.Arbitrary<Statement> = fc
  .tuple(
    fc.constantFrom<Pick<Statement, 'Effect'>>(
      { Effect: 'Allow' },
      { Effect: 'Allow' },
      { Effect: 'Deny' },
    ),
    fc.constantFrom<Pick<Statement, 'Action' | 'NotAction'>>(
      { Action: '*' },
      { Action: 'lambda:Invoke*' },
      { Action: 's3:*' },
      { NotAction: 's3:*' },
    ),
    fc.constantFrom<Pick<Statement, 'Resource' | 'NotResource'>>(
      { Resource: '*' },
      { Resource: functionArn },
      { NotResource: functionArn },
    ),
    fc.oneof(
      principalElement.map((Principal) => ({ Principal })),
      principalElement.map((NotPrincipal) => ({ NotPrincipal })),
      fc.constant({}),
    ),
    someOf('Condition', [
      { StringEquals: { 'aws:PrincipalAccount': account } },
      { Bool: { 'aws:SecureTransport': 'true' } },
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } },
    ]),
  )
  .map((elements) => Object.assign({}, ...elements));

const policy = (name: string): fc.Arbitrary<NamedPolicy> =>
  fc.array(statement, { maxLength: 4 }).map((statements) => ({
    name,
    document: { Version: '2012-10-17', Statement: statements },
  }));

const request: fc.Arbitrary<DecideRequest> = fc.record({
  principal,
  action: fc.constantFrom('lambda:InvokeFunction', 's3:GetObject'),
  resource: fc.constantFrom(functionArn, 'arn:aws:s3:::bucket/key'),
  resourceAccountId: fc.constantFrom(account, account, otherAccount),
  context: fc.constantFrom<DecideRequest['context']>(
    {},
    { 'aws:SecureTransport': 'true', 'aws:TagKeys': ['a', 'b'] },
  ),
  identityPolicies: fc.array(policy('identity'), { maxLength: 2 }),
  permissionsBoundary: fc.option(policy('boundary'), { nil: undefined, freq: 2 }),
  resourcePolicy: fc.option(policy('resource'), { nil: undefined, freq: 4 }),
  resourcePolicyMustAllow: fc.boolean(),
});

const withStatements = (
  one: NamedPolicy,
  change: (statements: readonly Statement[]) => readonly Statement[],
): NamedPolicy => ({
  ...one,
  document: { ...one.document, Statement: change(one.document.Statement) },
});

/** Makes the same change to every policy of a request. */
const changeAll = (
  one: DecideRequest,
  change: (statements: readonly Statement[]) => readonly Statement[],
): DecideRequest => ({
  ...one,
  identityPolicies: one.identityPolicies.map((each) => withStatements(each, change)),
  permissionsBoundary: one.permissionsBoundary && withStatements(one.permissionsBoundary, change),
  resourcePolicy: one.resourcePolicy && withStatements(one.resourcePolicy, change),
});

const runs = { numRuns: 1000 };

describe('decide', () => {
  it('a deny that is added never turns a denied request into an allowed one', () => {
    fc.assert(
      fc.property(request, statement, (one, added) => {
        const denied = changeAll(one, (list) => [...list, { ...added, Effect: 'Deny' }]);
        fc.pre(decide(one).effect === 'deny');
        expect(decide(denied).effect).toBe('deny');
      }),
      runs,
    );
  });

  it('denies every request when a deny matches everything', () => {
    const everything: Statement = { Effect: 'Deny', Action: '*', Resource: '*', Principal: '*' };
    fc.assert(
      fc.property(request, (one) => {
        fc.pre(one.principal.type === 'AWS' || one.resourcePolicy !== undefined);
        const resourcePolicy = one.resourcePolicy ?? {
          name: 'resource',
          document: { Statement: [] },
        };
        const denied = changeAll({ ...one, resourcePolicy }, (list) => [everything, ...list]);
        expect(decide(denied).kind).toBe('explicitDeny');
      }),
      runs,
    );
  });

  it('removing an allow never turns a denied request into an allowed one', () => {
    fc.assert(
      fc.property(request, fc.nat({ max: 3 }), (one, index) => {
        const without = changeAll(one, (list) =>
          list.filter((each, at) => each.Effect === 'Deny' || at !== index),
        );
        fc.pre(decide(one).effect === 'deny');
        expect(decide(without).effect).toBe('deny');
      }),
      runs,
    );
  });

  it('decides the same for any order of statements and policies', () => {
    fc.assert(
      fc.property(request, (one) => {
        const reversed = changeAll(one, (list) => list.toReversed());
        const other = { ...reversed, identityPolicies: reversed.identityPolicies.toReversed() };
        const [{ effect, kind, policyType }, decision] = [decide(one), decide(other)];
        expect(decision).toMatchObject({ effect, kind, policyType });
      }),
      runs,
    );
  });

  it('always names what decided, and never allows a service without a resource policy', () => {
    fc.assert(
      fc.property(request, (one) => {
        const decision = decide(one);
        expect(decision.by).not.toBe('');
        const decided = decision.kind === 'allowed' || decision.kind === 'explicitDeny';
        expect(decision.statement !== undefined).toBe(decided);
        if (one.principal.type === 'Service' && one.resourcePolicy === undefined) {
          expect(decision.effect).toBe('deny');
        }
      }),
      runs,
    );
  });
});
