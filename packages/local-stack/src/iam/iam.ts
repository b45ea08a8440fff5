import type { DeployedRole } from '../access/deployed-role.ts';
import { awsService } from '../aws-service/aws-service.ts';
import { templateEdits } from '../edits/template-edits.ts';
import { assembleRoles } from './assemble-roles.ts';
import { deleteRolePolicy } from './delete-role-policy.ts';
import { getRole } from './get-role.ts';
import { getRolePolicy } from './get-role-policy.ts';
import { accountRoles, deployedRoles, type IamState } from './iam-state.ts';
import { insteadOf } from './instead-of.ts';
import { listAttachedRolePolicies } from './list-attached-role-policies.ts';
import { listRolePolicies } from './list-role-policies.ts';
import { listRoles } from './list-roles.ts';
import { putRolePolicy } from './put-role-policy.ts';
import { managedPolicy } from './resource-types/managed-policy.ts';
import { policy } from './resource-types/policy.ts';
import { role } from './resource-types/role.ts';
import { simulateCustomPolicy } from './simulate-custom-policy.ts';
import { simulatePrincipalPolicy } from './simulate-principal-policy.ts';
import { updateAssumeRolePolicy } from './update-assume-role-policy.ts';

/** IAM: the roles of the template and of the operator. */
export const iam = awsService<readonly DeployedRole[], IamState>({
  signingName: 'iam',
  api: {
    protocol: 'awsQuery',
    hop: null,
    validationCode: 'ValidationError',
    insteadOf,
    operations: [
      getRole,
      listRoles,
      listRolePolicies,
      getRolePolicy,
      listAttachedRolePolicies,
      putRolePolicy,
      deleteRolePolicy,
      updateAssumeRolePolicy,
      simulatePrincipalPolicy,
      simulateCustomPolicy,
    ],
  },
  types: [role, policy, managedPolicy],
  assemble: assembleRoles,
  start({ account, ports }, deployed) {
    const others = ports.use(accountRoles);
    let all = [...deployed, ...others];
    const roles = () => all;
    ports.provide(deployedRoles, roles);
    return {
      state: { account, roles, edits: ports.use(templateEdits) },
      update(updated) {
        all = [...updated, ...others];
      },
    };
  },
});
