import type { Account } from '../account.ts';
import type { DeployedRole } from './deployed-role.ts';

/**
 * The role for calling the stack with the AWS CLI and SDKs. On AWS it belongs to the account, so it is not
 * in the template. It has the permissions of an operator of a deployed stage. Nobody can assume it.
 */
export const operatorRole = (
  { partition, accountId }: Account,
  actions: readonly string[],
): DeployedRole => ({
  arn: `arn:${partition}:iam::${accountId}:role/hopwise-operator`,
  name: 'hopwise-operator',
  trustPolicy: {
    name: 'hopwise-operator (trust policy)',
    document: { Version: '2012-10-17', Statement: [] },
  },
  identityPolicies: [
    {
      name: 'hopwise-operator/operate',
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Operate',
            Effect: 'Allow',
            Action: actions,
            Resource: '*',
          },
        ],
      },
    },
  ],
  permissionsBoundary: undefined,
});
