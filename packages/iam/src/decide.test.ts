import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type DecideRequest, decide, type IamDecision } from './decide.ts';
import { parsePolicyDocument } from './parse-policy-document.ts';
import type { NamedPolicy, OneOrMany, Statement } from './policy-document.ts';

/** The statements of each policy. */
type Policies = {
  readonly identity?: OneOrMany<Statement>;
  readonly boundary?: OneOrMany<Statement>;
  readonly resource?: OneOrMany<Statement>;
  /** The default is 2012-10-17; `null` leaves the version out. */
  readonly version?: string | null;
  /** Skips `parsePolicyDocument`, which would refuse the policy. */
  readonly unparsed?: boolean;
};

type Case = {
  readonly name: string;
  readonly policies: Policies;
  /** Changes to the request of the table. */
  readonly request?: Partial<DecideRequest>;
  readonly expect: Pick<IamDecision, 'effect' | 'kind'> & { readonly by?: string };
};

type Table = {
  readonly subject: string;
  readonly request: DecideRequest;
  readonly cases: readonly Case[];
};

const directory = new URL('../testing/cases/', import.meta.url);
const tables: readonly Table[] = readdirSync(directory)
  .sort()
  .map((file) => JSON.parse(readFileSync(new URL(file, directory), 'utf8')));
const cases = tables.flatMap((table) => table.cases);

const policyNames = {
  identity: 'web-api/inline',
  boundary: 'boundary',
  resource: 'proxy/resource-policy',
} as const;

const policyOf = (
  policies: Policies,
  kind: keyof typeof policyNames,
): readonly [NamedPolicy] | readonly [] => {
  const { version = '2012-10-17', unparsed = false, [kind]: written } = policies;
  if (written === undefined) return [];
  const document = {
    ...(version !== null && { Version: version }),
    Statement: [written].flat(),
  };
  const name = policyNames[kind];
  return [unparsed ? { name, document } : parsePolicyDocument(document, name)];
};

const operators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnNotEquals',
  'ArnLike',
  'ArnNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
];

describe.each(tables)('$subject', ({ request, cases: rows }) => {
  it.each(rows)('$name', ({ policies, request: changes, expect: expected }) => {
    const [permissionsBoundary] = policyOf(policies, 'boundary');
    const [resourcePolicy] = policyOf(policies, 'resource');
    const decision = decide({
      ...request,
      ...changes,
      identityPolicies: policyOf(policies, 'identity'),
      permissionsBoundary,
      resourcePolicy,
    });
    expect(decision).toMatchObject({
      ...expected,
      by: expect.stringContaining(expected.by ?? ''),
    });
  });
});

describe('the tables', () => {
  it('have at least 200 cases with unique names', () => {
    const names = cases.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(200);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(operators)('cover %s, met and unmet, with IfExists and set prefixes', (operator) => {
    const effectsOf = (name: string) =>
      new Set(
        cases
          .filter(({ policies }) => JSON.stringify(policies).includes(`"${name}"`))
          .map((one) => one.expect.effect),
      );
    for (const name of [
      operator,
      `${operator}IfExists`,
      `ForAllValues:${operator}`,
      `ForAnyValue:${operator}`,
    ]) {
      expect([name, effectsOf(name)]).toEqual([name, new Set(['allow', 'deny'])]);
    }
  });
});
