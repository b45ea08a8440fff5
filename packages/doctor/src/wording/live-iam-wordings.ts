import type { LiveFactTexts } from '../live/live-fact.ts';
import type { Wording } from './wording.ts';

type Code =
  | 'TOKEN_MISSING'
  | 'API_UNREACHABLE'
  | 'API_FAILED'
  | 'RESOURCE_POLICY_MISSING'
  | 'EXECUTION_ROLE_UNTRUSTED'
  | 'INVOKE_AGENT_DENIED'
  | 'ACTION_RESOURCE_MISMATCH'
  | 'AGENT_NOT_PREPARED'
  | 'OAUTH_TOKEN_TO_AWS_SERVICE'
  | 'AGENT_MAINTENANCE_MODE'
  | 'AGENT_STREAM_INCOMPLETE'
  | 'AGENT_REFUSED'
  | 'AGENT_ROLE_UNTRUSTED'
  | 'INVOKE_MODEL_DENIED'
  | 'GATEWAY_TARGET_MISSING'
  | 'GATEWAY_ROLE_UNTRUSTED'
  | 'TARGET_NOT_GRANTED'
  | 'GATEWAY_TARGET_FAILED'
  | 'SERVICE_ACCESS_DENIED'
  | 'SERVICE_NOT_ENABLED'
  | 'CREDENTIAL_DENIED'
  | 'TURN_FAILED';

const error = { severity: 'error' } as const;

/** What was seen at the hops that take IAM, and at the first. */
export const liveIamWordings: { readonly [One in Code]: Wording<LiveFactTexts[One]> } = {
  TOKEN_MISSING: {
    ...error,
    observed: ({ method }) => `${method} asks for a token, and callers of this stage bring none.`,
    expected: 'An open method where nobody signs in; a Cognito access token where people do.',
    cure: "Deploy the stage with publicApi 'true'; or let people sign in and send their access token.",
  },
  API_UNREACHABLE: {
    ...error,
    observed: ({ problem }) => `Nothing answers at the API (${problem}).`,
    expected: 'The API answers GET /health.',
    cure: 'Look at the address, at DNS and at the network between; then at the deployment of the API.',
  },
  API_FAILED: {
    ...error,
    observed: ({ status }) => `The API answers ${status}.`,
    expected: '200.',
    cure: "Read web-api's log. A 500 without an invocation in it comes from API Gateway itself.",
  },
  RESOURCE_POLICY_MISSING: {
    ...error,
    observed: ({ functionName, service, source, by }) =>
      `${service} may not invoke ${functionName} on behalf of ${source}: ${by}.`,
    expected: ({ service }) =>
      `An AWS::Lambda::Permission for ${service}: an execution role says what a function may call, never who may call it.`,
    cure: ({ service, source }) =>
      `Add a permission with Principal ${service}, SourceAccount of this account and a SourceArn that fits ${source}.`,
  },
  EXECUTION_ROLE_UNTRUSTED: {
    ...error,
    observed: ({ role, service, by }) => `${service} may not assume ${role}: ${by}.`,
    expected: ({ service }) => `A trust policy that lets ${service} assume the execution role.`,
    cure: ({ role, service }) =>
      `Allow sts:AssumeRole to ${service} in the AssumeRolePolicyDocument of ${role}.`,
  },
  INVOKE_AGENT_DENIED: {
    ...error,
    observed: ({ role, alias }) => `${role} is not granted bedrock:InvokeAgent on ${alias}.`,
    expected: "The caller's execution role grants InvokeAgent on the one alias that it calls.",
    cure: ({ role, alias }) => `Allow bedrock:InvokeAgent on ${alias} in ${role}.`,
  },
  ACTION_RESOURCE_MISMATCH: {
    ...error,
    observed: ({ role, action, resource }) =>
      `${role} is granted ${action} on ${resource}, and not on the alias.`,
    expected: ({ action }) => `${action} is decided on the agent's alias, never on the agent.`,
    cure: ({ action, takes }) => `Grant ${action} on ${takes}.`,
  },
  AGENT_NOT_PREPARED: {
    ...error,
    observed: ({ status }) => `Its status is ${status}.`,
    expected: 'PREPARED; otherwise every question is refused.',
    cure: 'Set AutoPrepare to true and deploy again.',
  },
  OAUTH_TOKEN_TO_AWS_SERVICE: {
    ...error,
    observed: ({ error: name }) =>
      `AWS found no signature in a request that was signed (${name}): something on the way put another Authorization in its place.`,
    expected: 'AWS services are called with IAM: a SigV4 signature, no bearer token.',
    cure: 'Take away whatever adds a bearer token: a proxy, an interceptor, a header of a client of your own.',
  },
  AGENT_MAINTENANCE_MODE: {
    ...error,
    observed: ({ message }) => `Bedrock refuses the account: ${message}`,
    expected:
      'An account that used Bedrock Agents before 2026-07-30; the service takes no new ones, and makes no exceptions.',
    cure: 'Deploy into an account that had agents, or put an AgentCore agent behind the agent hop. No permission cures it.',
  },
  AGENT_STREAM_INCOMPLETE: {
    ...error,
    observed: ({ problem }) => `The agent's answer breaks off: ${problem}.`,
    expected: 'An event stream that ends after its last chunk.',
    cure: 'Look for what cuts long answers: a proxy, a load balancer, an idle time-out shorter than a turn.',
  },
  AGENT_REFUSED: {
    ...error,
    observed: ({ error: name, message }) => `The agent answers ${name}: ${message}`,
    expected: 'An answer.',
    cure: 'Follow what the error names: before the stream the caller or the agent, inside it the role or the function of the agent.',
  },
  AGENT_ROLE_UNTRUSTED: {
    ...error,
    observed: ({ role, by }) => `The agent may not assume ${role}: ${by}.`,
    expected:
      'A trust policy for bedrock.amazonaws.com whose aws:SourceAccount is this account and whose aws:SourceArn fits the agent, not its alias.',
    cure: ({ role }) =>
      `Correct principal and conditions in the AssumeRolePolicyDocument of ${role}.`,
  },
  INVOKE_MODEL_DENIED: {
    ...error,
    observed: ({ role, action, model }) => `${role} is not granted ${action} on ${model}.`,
    expected: "The agent's own role invokes the model: the caller's needs no such grant.",
    cure: ({ role, action, model }) => `Allow ${action} on ${model} in ${role}.`,
  },
  GATEWAY_TARGET_MISSING: {
    ...error,
    observed: ({ gatewayId }) => `${gatewayId} has no target: it knows no tool.`,
    expected: 'A Lambda target with the schemas of the tools.',
    cure: 'Deploy the AWS::BedrockAgentCore::GatewayTarget again.',
  },
  GATEWAY_ROLE_UNTRUSTED: {
    ...error,
    observed: ({ role, by }) => `The gateway may not assume ${role}: ${by}.`,
    expected: 'A trust policy for bedrock-agentcore.amazonaws.com that holds for this gateway.',
    cure: ({ role }) =>
      `Correct principal and conditions in the AssumeRolePolicyDocument of ${role}.`,
  },
  TARGET_NOT_GRANTED: {
    ...error,
    observed: ({ role, functionName }) => `${role} may not invoke ${functionName}.`,
    expected: "lambda:InvokeFunction on the target's function, in the gateway's role.",
    cure: ({ role, functionName }) => `Allow lambda:InvokeFunction on ${functionName} in ${role}.`,
  },
  GATEWAY_TARGET_FAILED: {
    ...error,
    observed: ({ message }) => `The gateway answers the tool call with ${message}.`,
    expected: 'What the tool returns.',
    cure: 'Read the log of security-tools. Where the call is not in it, the gateway could not invoke the function.',
  },
  SERVICE_ACCESS_DENIED: {
    ...error,
    observed: ({ role, service, actions }) => `${role} may not read ${service}: ${actions}.`,
    expected: "The tools' execution role reads the services; the gateway's role never does.",
    cure: ({ role, actions }) => `Allow ${actions} in ${role}.`,
  },
  SERVICE_NOT_ENABLED: {
    ...error,
    observed: ({ service, region }) => `${service} is not enabled in ${region}.`,
    expected: 'A service that is enabled in the account and Region; no permission makes up for it.',
    cure: ({ service }) => `Enable ${service}, or leave it out of what is asked.`,
  },
  CREDENTIAL_DENIED: {
    ...error,
    observed: ({ denial, action, principal, by }) =>
      `${principal} was denied ${action} (${denial}): ${by}.`,
    expected: 'A turn without a denial.',
    cure: ({ denial }) => `See ${denial}, and grant what was missing.`,
  },
  TURN_FAILED: {
    ...error,
    observed: ({ error: code }) => `A question ends with ${code}.`,
    expected: 'An answer.',
    cure: 'Read the logs of web-api and bedrock-gateway-proxy for the correlation id of the turn.',
  },
};
