import {
  withoutAction,
  withoutResource,
  withProperty,
  withTrustCondition,
  withTrustedService,
} from './change-template.ts';
import type { FaultSwitch } from './fault-switch.ts';

/** ARN of something of Bedrock's in the stack's account. */
const bedrockArn = (resource: unknown) => ({
  'Fn::Join': [
    ':',
    [
      ...['arn', { Ref: 'AWS::Partition' }, 'bedrock'],
      ...[{ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, resource],
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
    seen: "The trust policy of the agent's role holds for another account.",
    outcome: 'breaks',
    template: withTrustCondition('SecurityAgentRole', 'StringEquals', {
      'aws:SourceAccount': anotherAccount,
    }),
  },
  {
    name: 'agent-role-source-arn',
    hop: 4,
    seen: "The trust policy of the agent's role holds for an alias, and the agent assumes it.",
    outcome: 'breaks',
    template: withTrustCondition('SecurityAgentRole', 'ArnLike', {
      'aws:SourceArn': bedrockArn('agent-alias/*'),
    }),
  },
  {
    name: 'invoke-model-denied',
    hop: 4,
    seen: "The agent's role may not invoke its model: accessDeniedException inside the stream.",
    outcome: 'breaks',
    template: (template) => {
      for (const action of ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']) {
        withoutAction('SecurityAgentRole', action)(template);
      }
    },
  },
  {
    name: 'resource-policy-missing',
    hop: 5,
    seen: 'Nobody may invoke the proxy, however good its own role is: dependencyFailedException.',
    outcome: 'breaks',
    template: withoutResource(proxyPermission),
  },
  {
    name: 'proxy-permission-alias-arn',
    hop: 5,
    seen: "The proxy's permission names the agent's alias, and the agent is what calls.",
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
    seen: "The proxy's permission names another account.",
    outcome: 'breaks',
    template: withProperty(proxyPermission, 'SourceAccount', anotherAccount),
  },
  {
    name: 'proxy-role-untrusted',
    hop: 5,
    seen: "Lambda may not assume the proxy's execution role.",
    outcome: 'breaks',
    template: withTrustedService('BedrockGatewayProxyRole', 'bedrock.amazonaws.com'),
  },
];
