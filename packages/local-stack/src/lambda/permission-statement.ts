import type { PolicyDocument } from '@hopwise/iam/policy-document';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { revisionOf } from '../deployment/revision.ts';
import { functionRevision } from './describe-function.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import type { permission } from './resource-types/permission.ts';

type Granted = Omit<PropertiesOf<typeof permission>, 'FunctionName'>;

/**
 * The logical id of a permission that `AddPermission` adds. The logical ids of a template have no slash, so the
 * ids never collide.
 */
export const addedPermissionId = (functionId: string, statementId: string): string =>
  `${functionId}/${statementId}`;

/** True for the logical id of a permission that `AddPermission` added. */
export const isAddedPermission = (logicalId: string): boolean => logicalId.includes('/');

/** The id of a permission's statement. A permission of the template uses its logical id. */
export const statementIdOf = (logicalId: string): string =>
  logicalId.slice(logicalId.indexOf('/') + 1);

/** The statement of a function's resource policy for a permission. */
export const statementOf = (sid: string, granted: Granted, functionArn: string) => ({
  Sid: sid,
  Effect: 'Allow',
  Principal: principalOf(granted.Principal, functionArn),
  Action: granted.Action,
  Resource: functionArn,
  ...((granted.SourceAccount || granted.SourceArn) && {
    Condition: {
      ...(granted.SourceAccount && {
        StringEquals: { 'aws:SourceAccount': granted.SourceAccount },
      }),
      ...(granted.SourceArn && { ArnLike: { 'aws:SourceArn': granted.SourceArn } }),
    },
  }),
});

/** A resource policy in the form in which Lambda returns it: a list of one value is the value. */
export const policyText = (document: PolicyDocument): string =>
  JSON.stringify(document, (key, value: unknown) =>
    key !== 'Statement' && Array.isArray(value) && value.length === 1 ? value[0] : value,
  );

/** The revision that a change of a function's permissions requires. A function without a policy has its own. */
export const policyRevision = (deployed: DeployedFunction): string =>
  deployed.resourcePolicy
    ? revisionOf(deployed.resourcePolicy.document)
    : functionRevision(deployed);

/** Lambda stores an account id as the ARN of the account's root user. */
const principalOf = (principal: string, functionArn: string) => {
  if (principal.includes('.amazonaws.com')) return { Service: principal };
  const [, partition] = functionArn.split(':');
  return { AWS: principal.replace(/^\d{12}$/, (id) => `arn:${partition}:iam::${id}:root`) };
};
