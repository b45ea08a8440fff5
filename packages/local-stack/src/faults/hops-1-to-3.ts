import {
  withGrantOn,
  withoutAction,
  withoutResource,
  withProperties,
  withTrustedService,
} from './change-template.ts';
import { type FaultSwitch, relayAt } from './fault-switch.ts';
import { answering, changingHeader, cuttingAfter, requestsTo } from './relays.ts';

const invokeAgentPath = '/agents/';

const maintenanceMode =
  'Bedrock Agents is in Maintenance Mode. It is not available for accounts without prior service usage.';

/** Browser → API Gateway → web-api → agent. */
export const hops1To3: readonly FaultSwitch[] = [
  {
    name: 'chat-token-missing',
    hop: 1,
    seen: 'The stage requires a token of the user pool, and the question is sent without one: 401.',
    outcome: 'breaks',
    template: withProperties('ApiGatewayMethodChatPost', {
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: { Ref: 'ChatAuthorizer' },
      AuthorizationScopes: ['hopwise/chat'],
    }),
  },
  {
    name: 'api-permission-missing',
    hop: 2,
    seen: 'API Gateway is not allowed to invoke web-api: it answers 500, and the function never runs.',
    outcome: 'breaks',
    template: withoutResource('WebApiLambdaPermissionApiGateway'),
  },
  {
    name: 'web-api-role-untrusted',
    hop: 2,
    seen: "Lambda is not allowed to assume web-api's execution role: API Gateway answers 500.",
    outcome: 'breaks',
    template: withTrustedService('WebApiRole', 'bedrock.amazonaws.com'),
  },
  {
    name: 'invoke-agent-denied',
    hop: 3,
    seen: "web-api's role lacks bedrock:InvokeAgent: 403 AccessDeniedException.",
    outcome: 'breaks',
    template: withoutAction('WebApiRole', 'bedrock:InvokeAgent'),
  },
  {
    name: 'invoke-agent-on-agent',
    hop: 3,
    seen: 'bedrock:InvokeAgent is granted on the agent instead of its alias: 403 AccessDeniedException.',
    outcome: 'breaks',
    template: withGrantOn('WebApiRole', 'bedrock:InvokeAgent', {
      'Fn::GetAtt': ['SecurityAgent', 'AgentArn'],
    }),
  },
  {
    name: 'oauth-token-to-aws-service',
    hop: 3,
    seen: 'Bedrock receives a bearer token instead of a signature: 403.',
    outcome: 'breaks',
    begin: relayAt('aws')(() =>
      requestsTo(invokeAgentPath, changingHeader('authorization', 'Bearer invalid-token')),
    ),
  },
  {
    name: 'agent-maintenance-mode',
    hop: 3,
    seen: 'Bedrock Agents is closed to the account: 403 AccessDeniedException with a maintenance mode message.',
    outcome: 'breaks',
    begin: relayAt('aws')(() =>
      requestsTo(
        invokeAgentPath,
        answering(() => ({
          status: 403,
          headers: { 'x-amzn-errortype': 'AccessDeniedException' },
          body: { message: maintenanceMode },
        })),
      ),
    ),
  },
  {
    name: 'agent-stream-truncated',
    hop: 3,
    seen: "The agent's event stream ends in the middle of an answer.",
    outcome: 'breaks',
    begin: relayAt('aws')(() => requestsTo(invokeAgentPath, cuttingAfter(64))),
  },
];
