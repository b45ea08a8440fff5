import type { FactTexts } from '../fact.ts';
import { perhaps, type Wording } from './wording.ts';

type Code =
  | 'FUNCTION_ROLE_SHARED'
  | 'LOG_PERMISSION_MISSING'
  | 'ACTION_UNKNOWN'
  | 'ACTION_RESOURCE_MISMATCH'
  | 'WILDCARD_ACTION'
  | 'WILDCARD_RESOURCE'
  | 'SOURCE_CONDITION_MISSING'
  | 'ALIAS_ARN_FOR_AGENT'
  | 'TARGET_NOT_GRANTED';

/** What roles and policies say. */
export const policyWordings: { readonly [One in Code]: Wording<FactTexts[One]> } = {
  FUNCTION_ROLE_SHARED: {
    severity: 'warning',
    observed: ({ functionId, roleId, sharedWith }) =>
      `${functionId} runs with ${roleId}, which ${sharedWith}.`,
    expected: 'Each function has an execution role of its own, with what it needs and no more.',
    cure: "Declare a role beside the function and name it in the function's Role.",
  },
  LOG_PERMISSION_MISSING: {
    severity: 'warning',
    observed: ({ functionId, roleId, missing }) =>
      `${roleId} does not allow ${functionId} ${missing}: nothing that it logs is kept.`,
    expected: "logs:CreateLogStream and logs:PutLogEvents on the function's own log group.",
    cure: 'Add both actions on the log group /aws/lambda/<function name>:*.',
  },
  ACTION_UNKNOWN: {
    severity: 'error',
    observed: ({ action, nearest }) => `IAM knows no action ${action}.${perhaps(nearest)}`,
    expected:
      'An action of the service authorization reference; others grant nothing, and IAM does not complain.',
    cure: ({ nearest }) =>
      nearest === undefined ? 'Look the action up and correct it.' : `Write ${nearest}.`,
  },
  ACTION_RESOURCE_MISMATCH: {
    severity: 'error',
    observed: ({ action, resource }) =>
      `${action} is granted on ${resource}, which it does not take.`,
    expected: ({ takes }) => `A resource of the form ${takes}.`,
    cure: ({ action, takes }) => `Grant ${action} on ${takes}.`,
  },
  WILDCARD_ACTION: {
    severity: 'warning',
    observed: ({ action }) => `The actions ${action} are granted.`,
    expected: 'The actions that are used, by name.',
    cure: 'List the actions that the code calls.',
  },
  WILDCARD_RESOURCE: {
    severity: 'warning',
    observed: ({ action }) => `${action} is granted on every resource.`,
    expected: ({ takes }) => `A resource of the form ${takes}: IAM knows one for this action.`,
    cure: 'Name the resources that the code uses.',
  },
  SOURCE_CONDITION_MISSING: {
    severity: 'warning',
    observed: ({ service, missing }) =>
      `${service} is let in without ${missing}: on behalf of anyone's resources.`,
    expected:
      "aws:SourceAccount and aws:SourceArn, so that only this account's agent or gateway counts (confused deputy).",
    cure: ({ missing }) => `Add ${missing}.`,
  },
  ALIAS_ARN_FOR_AGENT: {
    severity: 'error',
    observed: ({ source }) => `${source} is the ARN of an agent's alias.`,
    expected: "The source of Bedrock's calls is the agent: arn:…:agent/<id>.",
    cure: 'Write !GetAtt <Agent>.AgentArn.',
  },
  TARGET_NOT_GRANTED: {
    severity: 'error',
    observed: ({ gatewayId, roleId, functionId }) =>
      `${gatewayId} has ${functionId} as a target, and its role ${roleId} may not invoke it.`,
    expected: "lambda:InvokeFunction on every target's function, in the gateway's role.",
    cure: ({ roleId, functionId }) => `Allow lambda:InvokeFunction on ${functionId} in ${roleId}.`,
  },
};
