import { UpdateAssumeRolePolicy$, type UpdateAssumeRolePolicyRequest } from '@aws-sdk/client-iam';
import { operation } from '../aws-endpoint/operation.ts';
import { editRole, templateRole } from './edit-role.ts';
import { type IamState, roleResource } from './iam-state.ts';
import { readTrustPolicy } from './read-policy-document.ts';

/** Replaces the trust policy of a role of the template. */
export const updateAssumeRolePolicy = operation<UpdateAssumeRolePolicyRequest, object, IamState>(
  UpdateAssumeRolePolicy$,
  {
    action: 'iam:UpdateAssumeRolePolicy',
    resource: roleResource,
    async run({ RoleName, PolicyDocument = '' }, iam) {
      await iam.edits.deploy('MalformedPolicyDocument', () => {
        const { logicalId } = templateRole(RoleName, iam);
        const document = readTrustPolicy(PolicyDocument, `${logicalId} (trust policy)`, iam);
        const edit = editRole(logicalId, () => ({ AssumeRolePolicyDocument: document }));
        return [{ key: `${logicalId} trust policy`, by: 'UpdateAssumeRolePolicy', edit }];
      });
      return {};
    },
  },
);
