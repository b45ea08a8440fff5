import type { Instead } from '../aws-endpoint/unserved-operation.ts';

/** What does the same as operations of IAM that the local stack does not serve. */
export const insteadOf: readonly Instead[] = [
  {
    operations: /^(?:Attach|Detach|Create|Delete|Get|List|Set)\w*Polic(?:y|ies|yVersions?)$/,
    instead:
      'Managed policies change only with the template. Use PutRolePolicy, or `ManagedPolicyArns` of the AWS::IAM::Role in the template.',
  },
  {
    operations: /PermissionsBoundary$/,
    instead:
      'Use `PermissionsBoundary` of the AWS::IAM::Role in the template, or PutRolePolicy with a statement that has the effect Deny.',
  },
  {
    operations: /User|AccessKey|LoginProfile|Group/,
    instead: 'It has roles only. `hopwise env` prints the credentials of one.',
  },
];
