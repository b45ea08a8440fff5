import type { Account } from '../account.ts';
import type { DeployedRole } from './deployed-role.ts';

/**
 * The role for calling the stack with the AWS CLI and SDKs. On AWS it belongs to the account, so it is not
 * in the template. It has the permissions of an operator of a deployed stage. Nobody can assume it.
 */
export const operatorRole = ({ partition, accountId }: Account): DeployedRole => ({
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
            Action: [
              'access-analyzer:Get*',
              'access-analyzer:List*',
              'apigateway:GET',
              'bedrock:GetAgent',
              'bedrock:GetAgentAlias',
              'bedrock:InvokeAgent',
              'bedrock-agentcore:GetGateway',
              'bedrock-agentcore:ListGatewayTargets',
              'cloudformation:DescribeStackResources',
              'cloudformation:DescribeStacks',
              'cloudformation:GetTemplate',
              'cognito-idp:DescribeUserPoolClient',
              'cognito-idp:ListUserPoolClientSecrets',
              'guardduty:Get*',
              'guardduty:List*',
              'iam:GetRole',
              'iam:SimulatePrincipalPolicy',
              'inspector2:BatchGet*',
              'inspector2:List*',
              'lambda:GetFunctionConfiguration',
              'lambda:GetPolicy',
              'lambda:InvokeFunction',
              'secretsmanager:DescribeSecret',
              'secretsmanager:GetSecretValue',
              'secretsmanager:RotateSecret',
              'securityhub:Describe*',
              'securityhub:Get*',
              'sts:GetCallerIdentity',
            ],
            Resource: '*',
          },
        ],
      },
    },
  ],
  permissionsBoundary: undefined,
});
