import { PutRolePolicy$, type PutRolePolicyRequest } from '@aws-sdk/client-iam';
import type { DeployedRole } from '../access/deployed-role.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import {
  editPolicy,
  policyKey,
  refuseSeparatePolicy,
  templateRole,
  writtenName,
} from './edit-role.ts';
import { type IamState, roleResource } from './iam-state.ts';
import { limitExceeded, readInlinePolicy } from './read-policy-document.ts';
import { policyNameOf } from './role-policies.ts';

/** Sum of the inline policies of a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxInlineCharacters = 10_240;

/** Adds an inline policy to a role of the template, or replaces one. */
export const putRolePolicy = operation<PutRolePolicyRequest, object, IamState>(PutRolePolicy$, {
  action: 'iam:PutRolePolicy',
  resource: roleResource,
  async run({ RoleName, PolicyName = '', PolicyDocument = '' }, iam) {
    refuseName(PolicyName);
    await iam.edits.deploy('MalformedPolicyDocument', () => {
      const role = templateRole(RoleName, iam);
      const { logicalId } = role;
      const document = readInlinePolicy(PolicyDocument, `${logicalId}/${PolicyName}`);
      refuseOversize(role, PolicyName, document);
      const key = policyKey(logicalId, PolicyName);
      const written = writtenName(iam.edits.template(), role, PolicyName);
      if (written === undefined) refuseSeparatePolicy(role, PolicyName);
      const by = `PutRolePolicy of ${PolicyName}`;
      return [{ key, by, edit: editPolicy(logicalId, written ?? PolicyName, document) }];
    });
    return {};
  },
});

const refuseName = (policyName: string): void => {
  if (/^[\w+=,.@-]{1,128}$/.test(policyName)) return;
  throw new AwsError(
    'ValidationError',
    'The specified value for policyName is invalid. It must have 1 to 128 characters: alphanumeric, or one of +=,.@_-',
  );
};

const refuseOversize = (role: DeployedRole, policyName: string, put: unknown): void => {
  const others = role.identityPolicies.filter((policy) => policyNameOf(policy) !== policyName);
  const documents = [...others.map(({ source, document }) => source ?? document), put];
  const characters = documents.reduce<number>((sum, one) => sum + JSON.stringify(one).length, 0);
  if (characters <= maxInlineCharacters) return;
  throw limitExceeded(
    `Maximum policy size of ${maxInlineCharacters} bytes exceeded for role ${role.name}`,
  );
};
