import { DeleteRolePolicy$, type DeleteRolePolicyRequest } from '@aws-sdk/client-iam';
import { operation } from '../aws-endpoint/operation.ts';
import {
  editPolicy,
  hasPolicy,
  policyKey,
  refuseSeparatePolicy,
  templateRole,
  writtenName,
} from './edit-role.ts';
import { type IamState, roleResource } from './iam-state.ts';
import { inlinePolicyOf } from './role-policies.ts';

/** Removes an inline policy of the template, or one that `PutRolePolicy` added. */
export const deleteRolePolicy = operation<DeleteRolePolicyRequest, object, IamState>(
  DeleteRolePolicy$,
  {
    action: 'iam:DeleteRolePolicy',
    resource: roleResource,
    async run({ RoleName, PolicyName = '' }, iam) {
      await iam.edits.deploy('MalformedPolicyDocument', () => {
        const role = templateRole(RoleName, iam);
        const { logicalId } = role;
        inlinePolicyOf(role, PolicyName);
        const by = `DeleteRolePolicy of ${PolicyName}`;
        const putKey = policyKey(logicalId, PolicyName);
        const written = writtenName(iam.edits.template(), role, PolicyName);
        if (written === undefined) refuseSeparatePolicy(role, PolicyName);
        // A policy that exists only because it was put needs no edit that removes it.
        if (!hasPolicy(iam.edits.templateWithout(putKey), logicalId, written)) {
          return [{ key: putKey, by, edit: undefined }];
        }
        // The key differs from the put's: a later put adds the policy after this edit has removed it.
        return [{ key: `${putKey} deleted`, by, edit: editPolicy(logicalId, written) }];
      });
      return {};
    },
  },
);
