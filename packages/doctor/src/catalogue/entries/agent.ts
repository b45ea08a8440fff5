import { entry } from './catalogue-entry.ts';

/** The Bedrock agent, its alias, role and model: hops 3 to 5. */
export const agent = {
  ALIAS_ARN_FOR_AGENT: entry<{ readonly source: string }>({
    severity: 'error',
    hops: [4, 5],
    meaning:
      "A policy expects the ARN of an agent's alias, but Bedrock presents the ARN of the agent.",
    why: '`InvokeAgent` calls the alias, so the alias looks like the caller at hop 5. The source of calls from Bedrock is the agent.',
    legitimateTwin: "The caller's role (hop 3) grants `bedrock:InvokeAgent` on the alias.",
    observed: ({ source }) => `${source} is the ARN of an agent's alias.`,
    expected: 'The source of calls from Bedrock is the agent: arn:…:agent/<id>.',
    cure: 'Write !GetAtt <Agent>.AgentArn.',
    generalCure: 'Write `!GetAtt <Agent>.AgentArn`.',
    template: { check: 'agents as sources' },
  }),
  AGENT_NOT_PREPARED: entry<{
    readonly agent: string;
    readonly status: string;
    /** Whether something else than the template can prepare the agent: a person, or the handler of its alias. */
    readonly isPerhapsPrepared?: boolean;
  }>({
    severity: 'error',
    warningIf: ({ isPerhapsPrepared }) => isPerhapsPrepared === true,
    hops: [3],
    meaning: 'An agent is deployed but not prepared, so it refuses every question.',
    why: 'CloudFormation prepares an agent only if `AutoPrepare` is true.',
    observed: ({ agent, status, isPerhapsPrepared }) =>
      isPerhapsPrepared
        ? `${agent} has the status ${status} after a deployment, until something prepares it.`
        : `${agent} has the status ${status} and refuses every question.`,
    expected: 'The status PREPARED.',
    legitimateTwin: 'A custom resource that prepares the agent.',
    cure: 'Set AutoPrepare to true and deploy again.',
    template: { check: 'prepared agents' },
    stack: true,
  }),
  ALIAS_VERSION_PINNED: entry<{ readonly aliasId: string; readonly version: string }>({
    severity: 'warning',
    hops: [3],
    meaning:
      'An alias names a fixed version of its agent, so a deployment does not change what it serves.',
    why: 'Many examples contain `RoutingConfiguration`.',
    observed: ({ aliasId, version }) =>
      `${aliasId} stays at version ${version} of its agent after each deployment.`,
    expected: 'An alias without RoutingConfiguration. It gets a new version whenever it changes.',
    cure: 'Remove RoutingConfiguration, and change the alias together with its agent.',
    template: { check: 'versions of aliases' },
  }),
  FUNCTION_NAME_INVALID: entry<{
    readonly name: string;
    /** What is wrong with a tool name that Bedrock composes. */
    readonly problem?: string;
  }>({
    severity: 'error',
    hops: [4],
    meaning:
      'A function or an operation of an action group has a name that Bedrock or its model refuses.',
    why: "The gateway's name of the tool, `security___list_findings`, contains three underscores in a row. Or a long operation id: for an OpenAPI schema, Claude gets the tool name `verb__actionGroup__operationId`, which can have 64 characters.",
    legitimateTwin: 'A long operation id with a model other than Claude.',
    observed: ({ name, problem }) =>
      problem === undefined
        ? `The action group has a function with the name ${name}.`
        : `Bedrock composes the tool name ${name}, but ${problem}.`,
    expected: ({ problem }) =>
      problem === undefined
        ? 'Up to 100 letters and digits, with single underscores or hyphens between them.'
        : 'verb__actionGroup__operationId with at most 64 characters, and no other double underscore.',
    cure: ({ problem }) =>
      problem === undefined
        ? "Rename the function, for instance to list_findings. Add the gateway's prefix (three underscores) only in the call to the gateway."
        : 'Shorten the name of the action group or the operationId.',
    generalCure:
      "Rename the function, for instance to `list_findings`. Add the gateway's prefix (three underscores) only in the call to the gateway. Shorten a long operation id or the name of its action group.",
    template: { check: 'names of functions' },
  }),
  PARAMETERS_OVER_QUOTA: entry<{
    readonly name: string;
    readonly count: number;
    readonly max: number;
  }>({
    severity: 'warning',
    hops: [4],
    meaning: 'A function of an action group has more parameters than the default quota allows.',
    why: 'The schema of CloudFormation has no limit. The quota "Parameters per function" is 5.',
    onAws: 'The creation of the agent fails and names the quota.',
    legitimateTwin: 'An account with a higher quota, which is adjustable.',
    observed: ({ name, count }) => `The function ${name} has ${count} parameters.`,
    expected: ({ max }) => `At most ${max} parameters, which is the default quota of an account.`,
    cure: 'Combine parameters, or request a higher quota. If the account has one, suppress this finding.',
    template: { check: 'parameters of functions' },
  }),
  QUOTA_EXCEEDED: entry<{
    readonly owner: string;
    readonly quota: string;
    readonly counted: string;
    readonly count: number;
    readonly max: number;
  }>({
    severity: 'warning',
    hops: [4, 7],
    meaning:
      'An agent has more operations or action groups than the default quota allows. Or a gateway has more targets, or a target more tools.',
    why: 'The schema of CloudFormation has no limit. Each account has quotas: 11 APIs and 20 action groups per agent, 100 targets per gateway, 1000 tools per target.',
    onAws: 'The creation fails and names the quota.',
    legitimateTwin: 'An account with a higher quota, which is adjustable.',
    observed: ({ owner, count, counted }) => `${owner} has ${count} ${counted}.`,
    expected: ({ quota, max }) =>
      `At most ${max}, which is the default quota "${quota}" of an account.`,
    cure: 'Use several agents or gateways, or request a higher quota. If the account has one, suppress this finding.',
    template: { check: 'quotas of agents and gateways' },
  }),
  INVOKE_AGENT_DENIED: entry<{ readonly role: string; readonly alias: string }>({
    severity: 'error',
    hops: [3],
    meaning:
      'The execution role of a function that calls an agent does not grant `bedrock:InvokeAgent`.',
    why: "The grant is missing, or it names another agent's alias.",
    onAws: '403 `AccessDeniedException`.',
    legitimateTwin: 'A grant on every alias of the agent, `agent-alias/AGENTID/*`.',
    observed: ({ role, alias }) => `${role} does not grant bedrock:InvokeAgent on ${alias}.`,
    expected:
      "The caller's execution role grants bedrock:InvokeAgent on the one alias that it calls.",
    cure: ({ role, alias }) => `Allow bedrock:InvokeAgent on ${alias} in ${role}.`,
    generalCure: 'Allow `bedrock:InvokeAgent` on the ARN of the one alias that the function calls.',
    template: { check: 'grants on agents' },
    stack: true,
    faults: ['invoke-agent-denied'],
  }),
  AGENT_MAINTENANCE_MODE: entry<{ readonly message: string }>({
    severity: 'error',
    hops: [3],
    meaning: 'Bedrock Agents is closed to this account.',
    why: 'Since 2026-07-30, Bedrock Agents accepts only accounts that used it before that date, without exception.',
    onAws:
      '403 `AccessDeniedException`, as for a missing permission. Only the message mentions maintenance mode.',
    observed: ({ message }) => `Bedrock refuses the account: ${message}`,
    expected: 'An account that used Bedrock Agents before 2026-07-30.',
    cure: 'Deploy into an account that used Bedrock Agents before 2026-07-30. A permission does not help.',
    stack: true,
    faults: ['agent-maintenance-mode'],
  }),
  AGENT_STREAM_INCOMPLETE: entry<{ readonly problem: string }>({
    severity: 'error',
    hops: [3],
    meaning: "The agent's event stream ends before its answer is complete.",
    why: 'Something between the caller and Bedrock cuts long answers. Over HTTP/2, the AWS SDK does not report that a stream is incomplete.',
    observed: ({ problem }) => `The agent's answer is incomplete: ${problem}.`,
    expected: 'An event stream that ends after its last chunk.',
    cure: 'Look for an idle timeout or a size limit between the caller and Bedrock, for instance in a proxy or a load balancer. Keep HTTP/1.1 for InvokeAgent.',
    stack: true,
    faults: ['agent-stream-truncated'],
  }),
  AGENT_REFUSED: entry<{ readonly error: string; readonly message: string }>({
    severity: 'error',
    hops: [3, 4, 5],
    meaning: 'The agent answers with an error that no other code covers.',
    why: "An error before the stream concerns the caller or the agent. Inside the stream, `accessDeniedException` concerns the agent's role, and `dependencyFailedException` its function.",
    observed: ({ error, message }) => `The agent answers ${error}: ${message}`,
    expected: 'An answer to the question.',
    cure: "Fix what the quoted message names. Before the stream, check the caller and the agent. Inside the stream, check the agent's role and its function.",
    stack: true,
    reproduce:
      'Run `./hopwise faults on agent-role-untrusted`. Then run the doctor with a principal that cannot read roles.',
  }),
  AGENT_ROLE_UNTRUSTED: entry<{ readonly role: string; readonly by: string }>({
    severity: 'error',
    hops: [4],
    meaning: 'The agent cannot assume its service role.',
    why: 'The principal is wrong, or `aws:SourceAccount` or `aws:SourceArn` names another account or the alias.',
    legitimateTwin:
      '`agent/*` with both conditions, because the role must exist before the id of the agent is known.',
    observed: ({ role, by }) => `The agent cannot assume ${role}: ${by}.`,
    expected:
      'A trust policy for bedrock.amazonaws.com with this account as aws:SourceAccount and the agent, not its alias, as aws:SourceArn.',
    cure: ({ role }) =>
      `Correct the principal and the conditions in the AssumeRolePolicyDocument of ${role}.`,
    generalCure:
      'Trust `bedrock.amazonaws.com` with this account and a `SourceArn` that matches `agent/<id>`.',
    template: { check: 'trust policies of agents' },
    stack: true,
    faults: ['agent-role-source-arn', 'agent-role-source-account', 'agent-role-untrusted'],
  }),
  INVOKE_MODEL_DENIED: entry<{
    readonly role: string;
    readonly action: string;
    readonly model: string;
    /** The inference profile that sends requests to these models. */
    readonly profile?: string;
  }>({
    severity: 'error',
    hops: [4],
    meaning: "The agent's service role does not allow the agent to invoke its model.",
    why: 'The model changed and the grant did not, or the grant names an inference profile without its models. The role needs a grant on the profile and on its model in every Region to which the profile sends requests.',
    onAws: '`accessDeniedException` inside the stream, with status 200.',
    legitimateTwin:
      'A grant on `arn:aws:bedrock:*::foundation-model/<model>`, which covers every Region.',
    observed: ({ role, action, model, profile }) =>
      `${role} does not grant ${action} on ${model}.${profile === undefined ? '' : ` The inference profile ${profile} sends requests there.`}`,
    expected: "The agent's service role grants the action. The caller's role does not need it.",
    cure: ({ role, action, model }) => `Allow ${action} on ${model} in ${role}.`,
    generalCure:
      "Allow `bedrock:InvokeModel` on the model in the agent's service role. The caller's role does not need this grant.",
    template: { check: 'grants on models' },
    stack: true,
    faults: ['invoke-model-denied'],
  }),
  AGENT_MODEL_ACCESS_MISSING: entry<{ readonly model: string; readonly status: string }>({
    severity: 'error',
    hops: [4],
    meaning: "The account has no access to the agent's model.",
    why: "The role's grant is right, but nobody accepted the agreement of the model's provider in this account.",
    onAws:
      '`accessDeniedException` inside the stream, often with the text of a missing grant. `GetFoundationModelAvailability` tells the two apart.',
    legitimateTwin:
      'A role with `aws-marketplace:Subscribe`. Its first call makes the agreement, if the provider requires no form.',
    observed: ({ model, status }) => `The account has no access to ${model}: ${status}.`,
    expected:
      'GetFoundationModelAvailability answers AVAILABLE for the agreement and the entitlement.',
    cure: ({ model }) =>
      `Open ${model} in the Bedrock console of this account and Region, and invoke it once. Complete what it requires, such as the AWS Marketplace subscription or the use case form of the provider. A grant in the agent's role does not help.`,
    generalCure:
      "Open the model in the Bedrock console of this account and Region, and invoke it once. Complete what it requires, such as the AWS Marketplace subscription or the use case form of the provider. A grant in the agent's role does not help.",
    stack: true,
    faults: ['model-access-missing'],
  }),
};
