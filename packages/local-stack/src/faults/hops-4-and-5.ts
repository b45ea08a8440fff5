import {
  withoutAction,
  withoutResource,
  withProperty,
  withTrustCondition,
  withTrustedService,
} from './change-template.ts';
import type { FaultSwitch } from './fault-switch.ts';

/** ARN of a Bedrock resource in the stack's account. */
const bedrockArn = (resource: unknown) => ({
  'Fn::Join': [
    ':',
    [
      'arn',
      { Ref: 'AWS::Partition' },
      'bedrock',
      { Ref: 'AWS::Region' },
      { Ref: 'AWS::AccountId' },
      resource,
    ],
  ],
});
const anotherAccount = '999999999999';
const proxyPermission = 'BedrockGatewayProxyBedrockPermission';

/** Agent → action group → bedrock-gateway-proxy. */
export const hops4And5: readonly FaultSwitch[] = [
  {
    name: 'agent-role-untrusted',
    hop: 4,
    seen: "The agent's role does not trust bedrock.amazonaws.com: the agent cannot assume it.",
    outcome: 'breaks',
    template: withTrustedService('SecurityAgentRole', 'lambda.amazonaws.com'),
  },
  {
    name: 'agent-role-source-account',
    hop: 4,
    seen: "The trust policy of the agent's role names another account.",
    outcome: 'breaks',
    template: withTrustCondition('SecurityAgentRole', 'StringEquals', {
      'aws:SourceAccount': anotherAccount,
    }),
  },
  {
    name: 'agent-role-source-arn',
    hop: 4,
    seen: "The trust policy of the agent's role names an alias, but the agent itself assumes the role.",
    outcome: 'breaks',
    template: withTrustCondition('SecurityAgentRole', 'ArnLike', {
      'aws:SourceArn': bedrockArn('agent-alias/*'),
    }),
  },
  {
    name: 'invoke-model-denied',
    hop: 4,
    seen: "The agent's role is not allowed to invoke its model: accessDeniedException in the stream.",
    outcome: 'breaks',
    template: (template) => {
      for (const action of ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']) {
        withoutAction('SecurityAgentRole', action)(template);
      }
    },
  },
  {
    name: 'model-access-missing',
    hop: 4,
    seen: "The account has no access to the agent's model, and no grant helps: accessDeniedException in the stream.",
    outcome: 'breaks',
    begin: ({ modelAccess }) => modelAccess.withdraw(),
  },
  {
    name: 'resource-policy-missing',
    hop: 5,
    seen: 'No resource policy allows the agent to invoke the proxy: dependencyFailedException.',
    outcome: 'breaks',
    template: withoutResource(proxyPermission),
  },
  {
    name: 'proxy-permission-alias-arn',
    hop: 5,
    seen: "The proxy's resource policy names the agent's alias, but the agent itself is the caller.",
    outcome: 'breaks',
    template: withProperty(
      proxyPermission,
      'SourceArn',
      bedrockArn({ 'Fn::Join': ['/', ['agent-alias', { Ref: 'SecurityAgent' }, '*']] }),
    ),
  },
  {
    name: 'proxy-permission-source-account',
    hop: 5,
    seen: "The proxy's resource policy names another account.",
    outcome: 'breaks',
    template: withProperty(proxyPermission, 'SourceAccount', anotherAccount),
  },
  {
    name: 'proxy-role-untrusted',
    hop: 5,
    seen: "Lambda is not allowed to assume the proxy's execution role.",
    outcome: 'breaks',
    template: withTrustedService('BedrockGatewayProxyRole', 'bedrock.amazonaws.com'),
  },
];
