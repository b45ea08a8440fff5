import type { FactTexts } from '../fact.ts';
import { perhaps, type Wording } from './wording.ts';

type Code =
  | 'AGENT_NOT_PREPARED'
  | 'ALIAS_VERSION_PINNED'
  | 'TIMEOUT_TOO_LONG'
  | 'TOOL_SCHEMA_KEY_UNKNOWN'
  | 'FUNCTION_NAME_INVALID'
  | 'RUNTIME_DEPRECATED'
  | 'PROPERTY_UNKNOWN'
  | 'RESOURCE_TYPE_UNKNOWN'
  | 'KEY_DUPLICATED'
  | 'SUPPRESSION_UNUSED'
  | 'SUPPRESSION_WITHOUT_REASON';

/** How resources are configured, and how the template is written. */
export const resourceWordings: { readonly [One in Code]: Wording<FactTexts[One]> } = {
  AGENT_NOT_PREPARED: {
    severity: 'error',
    observed: ({ agentId }) =>
      `${agentId} is not prepared when it is deployed: it refuses every question.`,
    expected: 'AutoPrepare: true.',
    cure: 'Set AutoPrepare to true.',
  },
  ALIAS_VERSION_PINNED: {
    severity: 'warning',
    observed: ({ aliasId, version }) =>
      `${aliasId} stays at version ${version} of its agent, whatever is deployed.`,
    expected: 'An alias without RoutingConfiguration takes a new version whenever it changes.',
    cure: 'Remove RoutingConfiguration, and let the alias change with its agent.',
  },
  TIMEOUT_TOO_LONG: {
    severity: 'warning',
    observed: ({ functionId, timeoutS, caller, waitsS }) =>
      `${functionId} may run for ${timeoutS} s, and ${caller} waits ${waitsS} s.`,
    expected: 'A function gives up before its caller does, so that its own error is what is seen.',
    cure: ({ waitsS }) => `Set its Timeout to at most ${waitsS}.`,
  },
  TOOL_SCHEMA_KEY_UNKNOWN: {
    severity: 'error',
    observed: ({ tool, key }) => `The schema of the tool ${tool} has the key ${key}.`,
    expected: 'The gateway takes Type, Properties, Required, Items and Description.',
    cure: ({ key }) =>
      `Remove ${key}; check such bounds in the tool itself, and say them in its Description.`,
  },
  FUNCTION_NAME_INVALID: {
    severity: 'error',
    observed: ({ name }) => `The action group has the function ${name}.`,
    expected: 'Up to 100 letters and digits, with single underscores or hyphens between them.',
    cure: "Rename it; the gateway's prefix (three underscores) belongs into the call, not into this name.",
  },
  RUNTIME_DEPRECATED: {
    severity: 'warning',
    observed: ({ functionId, runtime }) =>
      `${functionId} runs on ${runtime}, which gets no more updates.`,
    expected: 'A supported runtime, such as nodejs24.x.',
    cure: 'Move to nodejs24.x; handlers with a callback have to become async.',
  },
  PROPERTY_UNKNOWN: {
    severity: 'error',
    observed: ({ type, property, nearest }) =>
      `${type} has no property ${property}.${perhaps(nearest)}`,
    expected: "A property of the resource's specification, in its very spelling.",
    cure: ({ nearest }) => (nearest === undefined ? 'Remove it.' : `Write ${nearest}.`),
  },
  RESOURCE_TYPE_UNKNOWN: {
    severity: 'error',
    observed: ({ type, nearest }) =>
      `CloudFormation knows no resource type ${type}.${perhaps(nearest)}`,
    expected: 'A type of the CloudFormation registry, or Custom::…',
    cure: ({ nearest }) =>
      nearest === undefined ? 'Look the type up and correct it.' : `Write ${nearest}.`,
  },
  KEY_DUPLICATED: {
    severity: 'error',
    observed: ({ key, files }) =>
      `${key} is declared in ${files}: the files are merged silently, and one of them loses.`,
    expected: 'Each function and each resource is declared once.',
    cure: 'Rename one of them.',
  },
  SUPPRESSION_UNUSED: {
    severity: 'note',
    observed: ({ suppressed }) => `${suppressed} is suppressed here, and is not found here.`,
    expected: 'A suppression goes when its reason is gone.',
    cure: 'Remove it from Metadata.Hopwise.Suppress.',
  },
  SUPPRESSION_WITHOUT_REASON: {
    severity: 'warning',
    observed: ({ suppressed }) => `${suppressed} is suppressed, and nothing says why.`,
    expected: 'Metadata.Hopwise.Suppress holds a Code and a Reason for each.',
    cure: 'Write the Reason.',
  },
};
