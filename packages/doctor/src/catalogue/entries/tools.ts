import { entry } from './catalogue-entry.ts';

/** The gateway's target and the AWS security services: hop 7. */
export const tools = {
  TARGET_NOT_GRANTED: entry<{ readonly role: string; readonly functionName: string }>({
    severity: 'error',
    hops: [7],
    meaning:
      "A gateway has a function as its target, but the gateway's role cannot invoke that function.",
    why: 'Targets and roles are declared in different files.',
    observed: ({ role, functionName }) =>
      `${functionName} is a target of the gateway, but the gateway's role ${role} cannot invoke it.`,
    expected: "lambda:InvokeFunction on every target's function, in the gateway's role.",
    cure: ({ role, functionName }) => `Allow lambda:InvokeFunction on ${functionName} in ${role}.`,
    generalCure: "Allow `lambda:InvokeFunction` on the target's function in the gateway's role.",
    template: { check: 'grants on targets' },
    stack: true,
    faults: ['tools-invoke-denied'],
  }),
  TOOL_SCHEMA_KEY_UNKNOWN: entry<{ readonly tool: string; readonly key: string }>({
    severity: 'error',
    hops: [7],
    meaning: 'The schema of a tool has a key that the gateway does not accept, such as `Enum`.',
    why: 'The key is valid in JSON Schema.',
    legitimateTwin: 'A property with the name `Enum`.',
    observed: ({ tool, key }) => `The schema of the tool ${tool} has the key ${key}.`,
    expected: 'Only the keys Type, Properties, Required, Items and Description.',
    cure: ({ key }) =>
      `Remove ${key}. Check the value in the tool itself, and describe the limits in its Description.`,
    generalCure:
      'Remove the key. Check the value in the tool itself, and describe the limits in its `Description`.',
    template: { check: 'tool schemas' },
  }),
  GATEWAY_TARGET_MISSING: entry<{ readonly gatewayId: string }>({
    severity: 'error',
    hops: [7],
    meaning: 'The gateway has no target and therefore no tools.',
    why: 'Someone deleted the target, or its creation failed after the gateway existed.',
    observed: ({ gatewayId }) => `${gatewayId} has no target and therefore no tools.`,
    expected: 'A Lambda target with the schemas of the tools.',
    cure: 'Deploy the AWS::BedrockAgentCore::GatewayTarget again.',
    stack: true,
    faults: ['target-missing'],
  }),
  GATEWAY_ROLE_UNTRUSTED: entry<{ readonly role: string; readonly by: string }>({
    severity: 'error',
    hops: [7],
    meaning: 'The gateway cannot assume its role.',
    why: 'The principal or a condition of the trust policy is wrong.',
    onAws: 'A tool result with `isError` and `An internal error occurred.`',
    observed: ({ role, by }) => `The gateway cannot assume ${role}: ${by}.`,
    expected: 'A trust policy for bedrock-agentcore.amazonaws.com that matches this gateway.',
    cure: ({ role }) =>
      `Correct the principal and the conditions in the AssumeRolePolicyDocument of ${role}.`,
    generalCure:
      'Trust `bedrock-agentcore.amazonaws.com` with this account and the ARN of the gateway.',
    stack: true,
    faults: ['gateway-role-untrusted'],
  }),
  GATEWAY_TARGET_FAILED: entry<{ readonly message: string }>({
    severity: 'error',
    hops: [7],
    meaning: 'The gateway could not run the tool.',
    why: 'The function failed, timed out, or could not be invoked.',
    observed: ({ message }) => `The gateway answers the tool call with ${message}.`,
    expected: 'The result of the tool.',
    cure: 'Read the log of security-tools. If the log has no entry for the call, the gateway could not invoke the function.',
    stack: true,
    reproduce:
      'Run `./hopwise faults on tools-invoke-denied`. Then run the doctor with a principal that cannot simulate policies.',
  }),
  SERVICE_ACCESS_DENIED: entry<{
    readonly role: string;
    readonly service: string;
    readonly actions: string;
  }>({
    severity: 'error',
    hops: [7],
    meaning: 'The tools cannot read a security service that is enabled.',
    why: "The grant is missing, or it is in the gateway's role, which reads no services.",
    observed: ({ role, service, actions }) => `${role} cannot read ${service}: ${actions}.`,
    expected: "The tools' execution role reads the services. The gateway's role does not.",
    cure: ({ role, actions }) => `Allow ${actions} in ${role}.`,
    generalCure:
      'Allow the actions that the finding names in the execution role of security-tools.',
    stack: true,
    faults: [
      'security-hub-denied',
      'guardduty-denied',
      'inspector-denied',
      'access-analyzer-denied',
    ],
  }),
  SERVICE_NOT_ENABLED: entry<{ readonly service: string; readonly region: string }>({
    severity: 'error',
    hops: [7],
    meaning: 'A security service is not enabled in the account and Region.',
    why: 'Each service must be enabled separately in each Region. A permission does not help.',
    legitimateTwin: 'An account that does not use the service. The answers say so.',
    observed: ({ service, region }) => `${service} is not enabled in ${region}.`,
    expected: 'A service that is enabled in the account and Region. A permission does not help.',
    cure: ({ service }) => `Enable ${service}, or do not ask about it.`,
    generalCure: 'Enable the service, or do not ask about it.',
    stack: true,
    faults: [
      'guardduty-disabled',
      'security-hub-disabled',
      'inspector-disabled',
      'access-analyzer-disabled',
    ],
  }),
};
