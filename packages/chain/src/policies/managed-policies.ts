import type { PolicyDocument } from '@hopwise/iam/policy-document';
import type { TemplateModel } from '@hopwise/template/template-model';

/** Finds the document of a managed policy of AWS by its ARN. `undefined` means that nobody can tell what it allows. */
export type ManagedPolicies = (arn: string) => PolicyDocument | undefined;

/** Whether a role of a template has a managed policy. */
export const namesManagedPolicies = (model: TemplateModel): boolean =>
  model
    .ofType('AWS::IAM::Role')
    .some(
      ({ properties: { ManagedPolicyArns, PermissionsBoundary } }) =>
        ManagedPolicyArns !== undefined || PermissionsBoundary !== undefined,
    );

const prefix = 'arn:aws:iam::aws:policy/';

/** SAM also accepts the name of a policy without its ARN. */
export const findManagedPolicy = (
  named: string,
  managedPolicies: ManagedPolicies,
): PolicyDocument | undefined =>
  named.startsWith('arn:')
    ? managedPolicies(named)
    : (managedPolicies(prefix + named) ?? managedPolicies(`${prefix}service-role/${named}`));
