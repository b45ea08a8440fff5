import { logicalIdsOfType, type Template } from './template.ts';

/**
 * Returns what is wrong with the stage parameter `secretReaders`, or `undefined`. The policy of the gateway secret
 * compares each value literally. A wrong value would therefore deploy, and would silently except nobody.
 * See docs/decisions/2026-11-29-readers-of-the-secret.md
 */
export const secretReadersProblem = (template: Template): string | undefined => {
  for (const readers of readersOfPolicies(template)) {
    const problem = problemOf(readers, template);
    if (problem !== undefined) {
      return `The stage parameter secretReaders ${problem}. Expected \`none\`, the ARN of a role such as arn:aws:iam::111122223333:role/on-call, or a list of such ARNs.`;
    }
  }
  return undefined;
};

type Statement = {
  readonly Condition?: { readonly StringNotEquals?: Readonly<Record<string, unknown>> };
};

/** The plugin reads the template, because the command line can also set the parameter. */
const readersOfPolicies = (template: Template): readonly unknown[] =>
  logicalIdsOfType(template, 'AWS::SecretsManager::ResourcePolicy').flatMap((id) => {
    const { ResourcePolicy } = template.Resources[id]?.Properties ?? {};
    const { Statement: statements = [] } = (ResourcePolicy ?? {}) as {
      readonly Statement?: Statement | readonly Statement[];
    };
    return [statements].flat().flatMap(({ Condition }: Statement) => {
      const condition = Condition?.StringNotEquals ?? {};
      return 'aws:PrincipalArn' in condition ? [condition['aws:PrincipalArn']] : [];
    });
  });

const problemOf = (readers: unknown, template: Template): string | undefined => {
  if (readers === 'none') return undefined;
  if (!Array.isArray(readers)) return readerProblem(readers, template);
  if (readers.length === 0) return 'is an empty list';
  const seen = new Set<string>();
  for (const reader of readers) {
    const problem = readerProblem(reader, template);
    if (problem !== undefined) return problem;
    const text = JSON.stringify(reader);
    if (seen.has(text)) return `names ${text} twice`;
    seen.add(text);
  }
  return undefined;
};

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

const readerProblem = (reader: unknown, template: Template): string | undefined => {
  if (isRoleOfTemplate(reader, template)) return undefined;
  const given = JSON.stringify(reader);
  const arn = arnText(reader);
  if (arn === undefined) return `contains ${given}, which is not the ARN of a role`;
  if (/[*?]/.test(arn)) return `contains ${given}, and the policy does not expand wildcards`;
  if (/:root$/.test(arn)) return `contains ${given}, and no role has the ARN of an account`;
  if (/:assumed-role\//.test(arn)) return `contains ${given}, the ARN of a session`;
  return roleArn.test(arn) ? undefined : `contains ${given}, which is not the ARN of a role`;
};

const arnText = (reader: unknown): string | undefined => {
  if (typeof reader === 'string') return reader;
  const text = argumentOf(reader, 'Fn::Sub');
  return typeof text === 'string' ? withExampleAccount(text) : undefined;
};

/** Packaging knows neither the partition nor the account, so the check replaces both references by examples. */
const withExampleAccount = (text: string): string =>
  text.replace(/\$\{AWS::Partition\}/g, 'aws').replace(/\$\{AWS::AccountId\}/g, '111122223333');

const isRoleOfTemplate = (reader: unknown, template: Template): boolean => {
  const attribute = argumentOf(reader, 'Fn::GetAtt');
  const [id, name] = typeof attribute === 'string' ? attribute.split('.') : [attribute].flat();
  return (
    typeof id === 'string' && name === 'Arn' && template.Resources[id]?.Type === 'AWS::IAM::Role'
  );
};

const argumentOf = (value: unknown, intrinsic: string): unknown =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === intrinsic
    ? Object.values(value)[0]
    : undefined;
