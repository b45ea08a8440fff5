import { type DecideRequest, decide } from '../src/decide.ts';
import { parsePolicyDocument } from '../src/parse-policy-document.ts';
import type { NamedPolicy } from '../src/policy-document.ts';

export const account = '111122223333';
export const otherAccount = '444455556666';
export const roleArn = `arn:aws:iam::${account}:role/web-api`;
export const sessionArn = `arn:aws:sts::${account}:assumed-role/web-api/session`;
export const functionArn = `arn:aws:lambda:us-east-1:${account}:function:proxy`;
export const session = { type: 'AWS', arn: sessionArn, accountId: account } as const;
export const bedrock = { type: 'Service', service: 'bedrock.amazonaws.com' } as const;

/** Elements of a statement as a policy file has them. */
export type WrittenStatement = Readonly<Record<string, unknown>>;

export const policy = (name: string, statements: readonly WrittenStatement[]): NamedPolicy =>
  parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, name);

/** A statement that allows everything, changed by the given elements. */
export const allow = (elements: WrittenStatement = {}): WrittenStatement => ({
  Effect: 'Allow',
  ...('NotAction' in elements ? {} : { Action: '*' }),
  ...('NotResource' in elements ? {} : { Resource: '*' }),
  ...elements,
});

export const deny = (elements: WrittenStatement = {}): WrittenStatement => ({
  ...allow(elements),
  Effect: 'Deny',
});

export type Policies = {
  readonly identity?: readonly WrittenStatement[];
  readonly boundary?: readonly WrittenStatement[];
  readonly resource?: readonly WrittenStatement[];
};

/** A request to invoke a function in the caller's account. */
export const requestWith = (
  { identity, boundary, resource }: Policies,
  changes: Partial<DecideRequest> = {},
): DecideRequest => ({
  principal: session,
  action: 'lambda:InvokeFunction',
  resource: functionArn,
  resourceAccountId: account,
  context: {},
  identityPolicies: identity === undefined ? [] : [policy('web-api/inline', identity)],
  permissionsBoundary: boundary && policy('boundary', boundary),
  resourcePolicy: resource && policy('proxy/resource-policy', resource),
  ...changes,
});

export const decideWith = (policies: Policies, changes: Partial<DecideRequest> = {}) =>
  decide(requestWith(policies, changes));
