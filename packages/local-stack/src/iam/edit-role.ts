import { isDeepStrictEqual } from 'node:util';
import type { DeployedRole } from '../access/deployed-role.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import type { TemplateEdit } from '../edits/template-edits.ts';
import type { Template } from '../template/template.ts';
import { type IamState, roleNamed } from './iam-state.ts';
import { role as roleType } from './resource-types/role.ts';
import { policyNameOf } from './role-policies.ts';

/** Names the edit of one inline policy. */
export const policyKey = (logicalId: string, policyName: string): string =>
  `${logicalId} policy ${policyName}`;

/** A role that operations can change: one of the template. Throws `NoSuchEntity` and `UnmodifiableEntity`. */
export const templateRole = (
  asked: string | undefined,
  iam: IamState,
): DeployedRole & { readonly logicalId: string } => {
  const role = roleNamed(asked, iam);
  const { logicalId } = role;
  if (logicalId !== undefined) return { ...role, logicalId };
  throw new AwsError(
    'UnmodifiableEntity',
    `${role.name} is the role of \`hopwise env\`, which the local stack needs unchanged. You can change the roles of the template.`,
  );
};

/** Changes a role's properties in a template that has the role. */
export const editRole =
  (
    logicalId: string,
    change: (properties: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
  ): TemplateEdit =>
  ({ Resources }) => {
    const resource = Resources[logicalId];
    if (resource?.Type !== roleType.type) return;
    resource.Properties = { ...resource.Properties, ...change(resource.Properties ?? {}) };
  };

/** An inline policy as a template writes it: its name can be an intrinsic. */
type WrittenPolicy = { readonly PolicyName: unknown; readonly PolicyDocument: unknown };

/** Puts an inline policy in place of the one with its name. Without a document, it removes that policy. */
export const editPolicy = (logicalId: string, name: unknown, document?: unknown): TemplateEdit =>
  editRole(logicalId, (properties) => {
    const before = policiesOf(properties);
    const isNamed = ({ PolicyName }: WrittenPolicy): boolean => isDeepStrictEqual(PolicyName, name);
    if (document === undefined) return { Policies: before.filter((one) => !isNamed(one)) };
    const put = { PolicyName: name, PolicyDocument: document };
    return {
      Policies: before.some(isNamed)
        ? before.map((one) => (isNamed(one) ? put : one))
        : [...before, put],
    };
  });

const policiesOf = ({ Policies }: Readonly<Record<string, unknown>>): readonly WrittenPolicy[] =>
  // The schema of the type has checked the policies of the deployed template.
  (Policies ?? []) as readonly WrittenPolicy[];

/** True if a role of a template has an inline policy with this name, as the template writes it. */
export const hasPolicy = ({ Resources }: Template, logicalId: string, name: unknown): boolean =>
  policiesOf(Resources[logicalId]?.Properties ?? {}).some(({ PolicyName }) =>
    isDeepStrictEqual(PolicyName, name),
  );

type Written = Pick<DeployedRole, 'identityPolicies'> & { readonly logicalId: string };

/** The name of a role's inline policy as the template writes it. Undefined if the role has no such policy. */
export const writtenName = (
  template: Template,
  { logicalId, identityPolicies }: Written,
  policyName: string,
): unknown => {
  const written = policiesOf(template.Resources[logicalId]?.Properties ?? {});
  const index = identityPolicies.findIndex((policy) => policyNameOf(policy) === policyName);
  return written.filter(isWritten)[index]?.PolicyName;
};

/** `AWS::NoValue` in a list means that the item does not exist. */
const isWritten = (policy: WrittenPolicy): boolean =>
  !isDeepStrictEqual(policy, { Ref: 'AWS::NoValue' });

/** Throws `UnmodifiableEntity` for a policy that the template keeps in its own resource: `AWS::IAM::Policy`. */
export const refuseSeparatePolicy = (
  { name, identityPolicies }: DeployedRole,
  policyName: string,
): void => {
  if (!identityPolicies.some((policy) => policyNameOf(policy) === policyName)) return;
  throw new AwsError(
    'UnmodifiableEntity',
    `${policyName} of ${name} is an AWS::IAM::Policy of the template. Change the template instead.`,
  );
};
