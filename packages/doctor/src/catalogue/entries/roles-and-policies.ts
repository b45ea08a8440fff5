import { entry } from './catalogue-entry.ts';
import { perhaps, writeNearest } from './nearest-text.ts';

/** Execution roles, identity policies and conditions. */
export const rolesAndPolicies = {
  FUNCTION_ROLE_SHARED: entry<{
    readonly functions: string;
    readonly isOne: boolean;
    readonly roleId: string;
    readonly isDefault: boolean;
  }>({
    severity: 'warning',
    hops: [],
    meaning:
      'Several functions share one execution role, or a function runs with the default role of the framework.',
    why: 'A function without `role:` silently gets the default role. A copied `role:` line has the same effect.',
    observed: ({ functions, isOne, roleId, isDefault }) =>
      `${functions} ${isOne ? 'runs' : 'run'} with ${roleId}${isDefault ? ", the framework's default role" : ''}.`,
    expected: 'Each function has its own execution role with only the permissions that it needs.',
    cure: "Declare a role next to each function and name it in the function's Role.",
    template: { check: 'roles of functions' },
  }),
  LOG_PERMISSION_MISSING: entry<{
    readonly functions: string;
    readonly roleId: string;
    readonly missing: string;
  }>({
    severity: 'warning',
    hops: [],
    meaning:
      'The execution role does not allow its function to write logs, so the function has no logs.',
    why: 'Lambda runs a function without this permission and reports no error.',
    observed: ({ functions, roleId, missing }) =>
      `${roleId} does not allow ${missing}, so there are no logs of ${functions}.`,
    expected: "logs:CreateLogStream and logs:PutLogEvents on the function's log group.",
    cure: 'Allow logs:CreateLogStream and logs:PutLogEvents on the log group /aws/lambda/<function name>:*.',
    generalCure:
      'Allow `logs:CreateLogStream` and `logs:PutLogEvents` on `/aws/lambda/<function name>:*`.',
    template: { check: 'log permissions' },
    faults: ['log-permission-missing'],
  }),
  ACTION_UNKNOWN: entry<{
    readonly action: string;
    readonly nearest: string | undefined;
    /** Whether a call of the template needs the action with the nearest name. */
    readonly isNeeded: boolean;
  }>({
    severity: 'error',
    warningIf: ({ isNeeded }) => !isNeeded,
    hops: [],
    meaning: 'A policy names an action that does not exist in IAM.',
    why: 'IAM accepts any text as an action. `bedrock:InvokeAgents` looks right and grants nothing. The name of an SDK client or operation is not always part of an action: `bedrock-runtime:InvokeModel` and `bedrock:Converse` do not exist.',
    observed: ({ action, nearest }) => `IAM has no action ${action}.${perhaps(nearest)}`,
    expected:
      'An action from the service authorization reference. Any other action grants nothing, and IAM reports no error.',
    cure: ({ nearest }) => writeNearest(nearest, 'Look the action up and correct it.'),
    generalCure:
      'Write the action as the service authorization reference spells it. The finding suggests the nearest one.',
    template: { check: 'unknown IAM actions' },
  }),
  ROLE_UNDEFINED: entry<{
    readonly name: string;
    readonly caller: string;
    readonly nearest: string;
  }>({
    severity: 'warning',
    hops: [],
    meaning:
      'A resource names a role that the template does not create, and the template creates a role with a similar name.',
    why: 'The name of the role is written as text, and one of the two is misspelled.',
    onAws: 'The resource is not created: the role cannot be assumed.',
    legitimateTwin: 'A role of another stack, whose name resembles no role of the template.',
    observed: ({ name, caller }) =>
      `${caller} uses the role ${name}, which the template does not create.`,
    expected: 'The ARN of the role by Fn::GetAtt, so that CloudFormation checks the name.',
    cure: ({ name, nearest }) =>
      `Write ${nearest} instead of ${name}, or refer to the role by Fn::GetAtt.`,
    generalCure: 'Correct the name, or refer to the role by `Fn::GetAtt`.',
    template: { check: 'names of roles' },
  }),
  ACTION_RESOURCE_MISMATCH: entry<{
    readonly action: string;
    readonly resource: string;
    readonly takes: string;
    /** Whether another statement grants the action, or this one its namesake of another service, or no caller needs it. */
    readonly isHarmless?: boolean;
  }>({
    severity: 'error',
    warningIf: ({ isHarmless }) => isHarmless === true,
    hops: [],
    meaning: 'A policy grants an action on a type of resource that the action does not support.',
    why: '`bedrock:InvokeAgent` sounds like an action on agents (`agent/*`). IAM evaluates it on the alias (`agent-alias/<agent>/<alias>`).',
    legitimateTwin:
      'An action on the right type of resource, with a wildcard as the id. If another statement of the role grants the action, or if this one has `s3-object-lambda:GetObject` next to `s3:GetObject`, the grant has no effect, but no call fails. The same is true for an action that an agent never calls with its service role.',
    observed: ({ action, resource }) =>
      `A policy grants ${action} on ${resource}, a type of resource that the action does not support.`,
    expected: ({ takes }) => `A resource of the form ${takes}.`,
    cure: ({ action, takes }) => `Grant ${action} on ${takes}.`,
    generalCure: 'Grant the action on a resource of the form that the finding shows.',
    template: { check: 'resources of IAM actions' },
    stack: true,
    faults: ['invoke-agent-on-agent'],
  }),
  WILDCARD_ACTION: entry<{ readonly actions: string }>({
    severity: 'warning',
    hops: [],
    meaning:
      'A policy grants all actions of a service, all actions with a common prefix, or all but a few (`NotAction`).',
    why: 'A wildcard makes the current denial disappear.',
    legitimateTwin: 'Wildcards in `Deny` statements.',
    observed: ({ actions }) => `A policy grants the actions ${actions}.`,
    expected: 'A list of the actions that the code uses.',
    cure: 'List the actions that the code calls.',
    template: { check: 'wildcards for actions' },
  }),
  WILDCARD_RESOURCE: entry<{ readonly actions: string; readonly takes: string }>({
    severity: 'warning',
    hops: [],
    meaning:
      'A policy grants an action on every resource, although IAM supports a narrower one. If the action opens a hop, a whole type such as `agent-alias/*` is also too broad. Such actions invoke an agent alias, a model, a function or a gateway, or read a secret.',
    why: '`*` always works.',
    legitimateTwin:
      'Actions without resource types, such as `inspector2:ListFindings`. Resources that are known only at run time, such as `analyzer/*`.',
    observed: ({ actions }) => `A policy grants ${actions} on every resource.`,
    expected: ({ takes }) => `Narrower resources, which IAM supports: ${takes}.`,
    cure: 'Name the resources that the code uses.',
    template: { check: 'wildcards for resources' },
  }),
  SOURCE_CONDITION_MISSING: entry<{ readonly service: string; readonly missing: string }>({
    severity: 'warning',
    hops: [],
    meaning:
      'A trust policy or a resource policy allows Bedrock or AgentCore without a condition on the source account and source ARN.',
    why: 'The service principal is enough to make every call work. It also allows agents of other accounts (the confused deputy problem).',
    observed: ({ service, missing }) =>
      `A policy allows ${service} without ${missing}, so it can act on behalf of resources in any account.`,
    expected:
      'aws:SourceAccount and aws:SourceArn, so that only an agent or gateway of this account matches (confused deputy).',
    cure: ({ missing }) => `Add ${missing}.`,
    generalCure:
      'Add `aws:SourceAccount` and `aws:SourceArn` to the trust policy, or `SourceAccount` and `SourceArn` to the permission.',
    template: { check: 'source conditions' },
  }),
  REGIONS_DISAGREE: entry<{
    readonly caller: string;
    /** What the caller lacks in each written Region. */
    readonly lacks: readonly { readonly region: string; readonly text: string }[];
    readonly owner: string;
  }>({
    severity: 'error',
    hops: [1, 2, 3, 4, 5, 6, 7],
    meaning: 'The ARNs that one resource needs have different Regions, so it works in no Region.',
    why: 'One ARN was copied from another Region. Each policy is correct on its own.',
    legitimateTwin: 'A policy that lists several Regions, or two resources with separate Regions.',
    observed: ({ caller, lacks }) =>
      `${caller} works in no Region. ${lacks.map(({ region, text }) => `In ${region}, ${text}.`).join(' ')}`,
    expected: 'The Region of the stack in every ARN that the resource needs.',
    cure: ({ owner }) =>
      `Write $\{AWS::Region} in the ARNs of ${owner}, or the same Region in all of them.`,
    generalCure: 'Write `${AWS::Region}` in the ARNs, or the same Region in all of them.',
    template: { check: 'Regions of needs' },
  }),
  GRANT_MISSING: entry<{
    readonly role: string;
    readonly caller: string;
    readonly because: string;
    readonly actions: string;
    readonly resources: string;
  }>({
    severity: 'error',
    hops: [],
    meaning:
      'A role lacks a grant that a property of the template requires: an API schema in S3, a knowledge base, a guardrail, a policy engine, a credential provider, a runtime, a REST API or a key.',
    why: 'The property and the role are in different places, and AWS names neither in its error.',
    onAws:
      'The creation fails (`Failed to create OpenAPI 3 model`), or the call answers with an internal error that does not name the role.',
    legitimateTwin: 'A managed policy or a resource policy that contains the grant.',
    observed: ({ role, caller, because, actions, resources }) =>
      `${role} does not grant ${actions} on ${resources}. ${caller} needs it: ${because}.`,
    expected: ({ caller }) => `The role that ${caller} uses grants what its properties require.`,
    cure: ({ role, actions, resources }) => `Allow ${actions} on ${resources} in ${role}.`,
    generalCure:
      'Allow the actions on the resources that the finding names, in the role that it names.',
    template: { check: 'grants of the chain' },
    stack: true,
  }),
  RESOURCE_NOT_FOUND: entry<{ readonly kind: string; readonly id: string }>({
    severity: 'error',
    hops: [],
    meaning: 'Something that the stack names does not exist.',
    why: 'Someone deleted it by hand, or a template names an id that belongs to nothing.',
    observed: ({ kind, id }) => `The ${kind} ${id} does not exist.`,
    expected: 'Everything that the stack names exists.',
    cure: ({ kind, id }) =>
      `If a template creates the ${kind} ${id}, remove it there, deploy, add it again and deploy. Otherwise, correct the name in the template.`,
    generalCure:
      'CloudFormation does not notice the deletion: remove the resource from the template, deploy, add it again and deploy. If the template names the wrong id, correct it.',
    stack: true,
    reproduce:
      'Set `AgentResourceRoleArn` in `services/security-agent/resources.yml` to the ARN of a role that does not exist. Start the stack and run the doctor.',
  }),
  EXECUTION_ROLE_UNTRUSTED: entry<{
    readonly role: string;
    readonly service: string;
    readonly by: string;
  }>({
    severity: 'error',
    hops: [2, 5, 7],
    meaning: 'Lambda cannot assume the execution role of a function.',
    why: 'The principal of the trust policy was copied from another role.',
    onAws: '`The role defined for the function cannot be assumed by Lambda.`',
    observed: ({ role, service, by }) => `${service} cannot assume ${role}: ${by}.`,
    expected: ({ service }) =>
      `A trust policy that allows ${service} to assume the execution role.`,
    cure: ({ role, service }) =>
      `Allow sts:AssumeRole to ${service} in the AssumeRolePolicyDocument of ${role}.`,
    generalCure:
      "Allow `sts:AssumeRole` to `lambda.amazonaws.com` in the role's `AssumeRolePolicyDocument`.",
    template: { check: 'trust policies of functions' },
    stack: true,
    faults: ['web-api-role-untrusted', 'proxy-role-untrusted', 'tools-role-untrusted'],
  }),
};
