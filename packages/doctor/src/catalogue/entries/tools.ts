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
  TARGET_PROVIDER_MISSING: entry<{
    readonly target: string;
    /** Whether the target is a function without the gateway's role as its credentials. */
    readonly isFunction?: true;
    /** The property that the type of credentials requires. */
    readonly provider?: string;
  }>({
    severity: 'error',
    hops: [7],
    meaning:
      'A target is a function without `GATEWAY_IAM_ROLE`, or it has a type of credentials without their provider. Or it is an MCP server or an OpenAPI schema that the gateway calls with IAM, and it does not name the service for which to sign.',
    why: 'For a function, `GATEWAY_IAM_ROLE` is sufficient. For other addresses, the gateway cannot know the service.',
    onAws: 'A `ValidationException`, or `Missing Authentication Token` from the MCP server.',
    legitimateTwin: 'A function as target, or an MCP server with OAuth.',
    observed: ({ target, isFunction, provider = 'IamCredentialProvider' }) =>
      isFunction === true
        ? `${target} is a function, and its credentials are not those of the gateway's role.`
        : `The credentials of ${target} require ${provider}, which it does not name.`,
    expected:
      'For a function, the type GATEWAY_IAM_ROLE. For other targets, CredentialProvider.IamCredentialProvider with the Service: bedrock-agentcore for a runtime, execute-api for an API.',
    cure: ({ target, isFunction, provider }) => {
      if (isFunction === true) {
        return `Set CredentialProviderConfigurations of ${target} to [{ CredentialProviderType: GATEWAY_IAM_ROLE }].`;
      }
      return provider === undefined
        ? `Add CredentialProvider: { IamCredentialProvider: { Service: bedrock-agentcore } } to ${target}.`
        : `Add CredentialProvider: { ${provider}: { ProviderArn: … } } to ${target}.`;
    },
    generalCure:
      'Add `CredentialProvider: { IamCredentialProvider: { Service: bedrock-agentcore } }` to the target. For a function, add `CredentialProviderConfigurations` with the type `GATEWAY_IAM_ROLE`.',
    template: { check: 'credential providers of targets' },
  }),
  GATEWAY_ARN_AS_IDENTIFIER: entry<{ readonly target: string; readonly identifier: string }>({
    severity: 'error',
    hops: [7],
    meaning: 'A target names its gateway by the ARN, but `GatewayIdentifier` is the id.',
    why: 'Most properties of CloudFormation that name another resource accept an ARN.',
    onAws: 'The creation of the target fails with a `ValidationException`.',
    observed: ({ target, identifier }) => `${target} has the GatewayIdentifier ${identifier}.`,
    expected: 'The id of the gateway, which is also the value of !Ref.',
    cure: 'Write !Ref <Gateway> or !GetAtt <Gateway>.GatewayIdentifier.',
    generalCure: 'Write `!Ref <Gateway>` or `!GetAtt <Gateway>.GatewayIdentifier`.',
    template: { check: 'identifiers of gateways' },
  }),
  GRANT_RACES_TARGET: entry<{ readonly target: string; readonly policy: string }>({
    severity: 'warning',
    hops: [7],
    meaning:
      "The grant of a gateway on its target's function is in a separate policy, and the target does not depend on it.",
    why: 'AWS invokes the function once when it creates the target. CloudFormation can create the target before the policy.',
    onAws:
      '`Gateway execution role lacks permission to invoke Lambda function`, at some deployments.',
    legitimateTwin: 'The grant is in the role itself, or the target has a `DependsOn`.',
    observed: ({ target, policy }) =>
      `${target} can be created before ${policy}, which allows its function.`,
    expected: 'The policy exists before the target.',
    cure: ({ target, policy }) =>
      `Add DependsOn: ${policy} to ${target}, or move the grant into the role.`,
    generalCure: 'Add `DependsOn` with the policy to the target, or move the grant into the role.',
    template: { check: 'order of grants and targets' },
  }),
  TARGET_ELSEWHERE: entry<{
    readonly target: string;
    readonly functionArn: string;
    readonly place: string;
    /** Whether the stack is deployed, so that its Region is known. */
    readonly isDeployed?: true;
  }>({
    severity: 'error',
    warningIf: ({ isDeployed }) => isDeployed !== true,
    hops: [7],
    meaning:
      'The function of a target has a fixed Region or account, but the gateway is in the Region and account of the stack.',
    why: 'The ARN was copied from another stack. A gateway invokes only functions of the same Region. A function of another account must also allow the role of the gateway.',
    onAws: '`Internal Server Error`, and nothing else.',
    legitimateTwin: 'A stack that is only ever deployed into that Region and account.',
    observed: ({ target, functionArn, place }) =>
      `${target} runs ${functionArn}, which is in ${place}.`,
    expected:
      'A function of the Region in which the gateway is. In another account, its resource policy names the role of the gateway.',
    cure: 'Write the ARN with the pseudo parameters AWS::Region and AWS::AccountId. For a function of another account, add a permission for the role of the gateway there.',
    template: { check: 'places of targets' },
    stack: true,
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
  TOOL_DEFINITION_INVALID: entry<{ readonly tool: string; readonly problem: string }>({
    severity: 'error',
    hops: [7],
    meaning:
      'An inline tool has no name, description or input schema, or a part of its schema has no type that the gateway knows.',
    why: 'In JSON Schema, a type is optional and can be a list or `null`. MCP does not require a description.',
    onAws: 'The creation of the target fails with a `ValidationException`.',
    legitimateTwin: 'A tool without an output schema.',
    observed: ({ tool, problem }) => `The gateway refuses the tool ${tool}: ${problem}.`,
    expected:
      'Name, Description and InputSchema, and in each part of a schema a Type: string, number, object, array, boolean or integer.',
    cure: 'Add what is missing, or write one of these types.',
    generalCure: 'Add what is missing, or write a type that the gateway knows.',
    template: { check: 'definitions of tools' },
  }),
  TOOL_UNKNOWN: entry<{ readonly tool: string; readonly targets: string }>({
    severity: 'error',
    hops: [7],
    meaning: 'The gateway does not have a tool or a target that its caller names.',
    why: 'The name of a tool begins with the name of its target. The target was renamed, and the caller was not.',
    onAws: 'The JSON-RPC error -32602 with status 200.',
    observed: ({ tool, targets }) => `The gateway has no ${tool}. Its targets: ${targets}.`,
    expected: 'The name of the target, three underscores, and the name of the tool.',
    cure: ({ targets }) =>
      `Set the name in the caller's variables to a target of the gateway: ${targets}.`,
    generalCure: "Set the name of the target in the caller's variables to a target of the gateway.",
    stack: true,
    reproduce:
      'Set `TARGET_NAME` in `services/bedrock-gateway-proxy/functions.yml` to `other`. Start the stack and run the doctor.',
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
    hops: [6, 7],
    meaning: 'The gateway cannot assume its role.',
    why: 'The principal or a condition of the trust policy is wrong.',
    onAws: 'A tool result with `isError` and `An internal error occurred.`',
    observed: ({ role, by }) => `The gateway cannot assume ${role}: ${by}.`,
    expected: 'A trust policy for bedrock-agentcore.amazonaws.com that matches this gateway.',
    cure: ({ role }) =>
      `Correct the principal and the conditions in the AssumeRolePolicyDocument of ${role}.`,
    generalCure:
      'Trust `bedrock-agentcore.amazonaws.com` with this account and the ARN of the gateway.',
    template: { check: 'trust policies of gateways' },
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
