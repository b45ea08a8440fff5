import { entry } from './catalogue-entry.ts';
import { perhaps, writeNearest } from './nearest-text.ts';

/** How resources are configured, and how the template is written. */
export const templates = {
  TIMEOUT_TOO_LONG: entry<{
    readonly functionId: string;
    readonly timeoutS: number;
    readonly caller: string;
    readonly waitsS: number;
  }>({
    severity: 'warning',
    hops: [2, 7],
    meaning: 'A function can run longer than its caller waits.',
    why: 'Each timeout is set separately. If the caller stops first, its error says nothing about the function.',
    observed: ({ functionId, timeoutS, caller, waitsS }) =>
      `${functionId} can run for ${timeoutS} s, but ${caller} waits only ${waitsS} s.`,
    expected: 'The function times out before its caller does, so that the caller sees its error.',
    cure: ({ functionId, waitsS }) => `Set the Timeout of ${functionId} to at most ${waitsS}.`,
    generalCure: 'Set the timeout of each function below the time that its caller waits.',
    template: { check: 'timeouts' },
  }),
  RUNTIME_DEPRECATED: entry<{ readonly functionId: string; readonly runtime: string }>({
    severity: 'warning',
    hops: [],
    meaning: 'A function uses a runtime that receives no more updates.',
    why: 'The function keeps running until AWS blocks changes to it.',
    observed: ({ functionId, runtime }) =>
      `${functionId} uses ${runtime}, which receives no more updates.`,
    expected: 'A supported runtime of the same language.',
    cure: ({ runtime }) =>
      runtime.startsWith('nodejs')
        ? 'Move to nodejs24.x. Change handlers with a callback to async functions, because this runtime does not support callbacks.'
        : 'Move to the newest runtime of the same language.',
    generalCure:
      'Move to the newest runtime of the same language. nodejs24.x does not support handlers with a callback.',
    template: { check: 'runtimes' },
  }),
  PROPERTY_UNKNOWN: entry<{
    readonly type: string;
    readonly property: string;
    readonly nearest: string | undefined;
    /** Whether it is an attribute of the type, which `Fn::GetAtt` reads. CloudFormation ignores the property. */
    readonly isAttribute?: boolean;
  }>({
    severity: 'error',
    warningIf: ({ isAttribute }) => isAttribute === true,
    hops: [],
    meaning: 'A resource has a property, at any depth, that its type does not have.',
    why: 'CloudFormation refuses some unknown properties in the middle of a deployment and ignores others.',
    observed: ({ type, property, nearest, isAttribute }) =>
      isAttribute === true
        ? `${property} is an attribute of ${type}. AWS sets it, and a template cannot.`
        : `${type} has no property ${property}.${perhaps(nearest)}`,
    expected: "A property from the resource's specification, spelled exactly as there.",
    cure: ({ nearest }) => writeNearest(nearest, 'Remove it.'),
    generalCure:
      'Write the property as the specification spells it. The finding suggests the nearest one.',
    template: { check: 'properties' },
  }),
  RESOURCE_TYPE_UNKNOWN: entry<{ readonly type: string; readonly nearest: string | undefined }>({
    severity: 'error',
    hops: [],
    meaning: 'A resource has a type that does not exist in CloudFormation.',
    why: 'The type is misspelled.',
    legitimateTwin: '`Custom::…` and modules.',
    observed: ({ type, nearest }) =>
      `CloudFormation has no resource type ${type}.${perhaps(nearest)}`,
    expected: 'A type from the CloudFormation registry, or Custom::…',
    cure: ({ nearest }) => writeNearest(nearest, 'Look the type up and correct it.'),
    generalCure: 'Write the type as the CloudFormation registry spells it.',
    template: { check: 'resource types' },
  }),
  REFERENCE_UNDEFINED: entry<{ readonly name: string; readonly resources: string }>({
    severity: 'error',
    hops: [],
    meaning:
      'A resource refers to a name that the template does not declare: by `Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn`.',
    why: 'The resource was renamed or removed, or the name is misspelled.',
    onAws: '`Template format error: Unresolved resource dependencies`.',
    legitimateTwin:
      '`${!Name}` in `Fn::Sub`, which is a literal text. A template with a transform.',
    observed: ({ name, resources }) =>
      `The template does not declare ${name}. These resources refer to it: ${resources}.`,
    expected: 'The name of a resource or a parameter of the template, or a pseudo parameter.',
    cure: ({ name }) => `Declare ${name}, or correct the name.`,
    generalCure: 'Declare the name, or correct it.',
    template: { check: 'references' },
  }),
  KEY_DUPLICATED: entry<{ readonly key: string; readonly files: string }>({
    severity: 'error',
    hops: [],
    meaning:
      'Two included files declare the same function or resource. The framework merges them silently and drops one.',
    why: 'Someone copied a file. The packaged template does not show the duplicate, because one of the two is gone.',
    legitimateTwin: 'A function and a resource with the same name.',
    observed: ({ key, files }) =>
      `${files} both declare ${key}. The framework merges them silently and drops one.`,
    expected: 'One declaration of each function and each resource.',
    cure: 'Rename one of them.',
    template: { check: 'keys of the included files', fixture: null },
    reproduce:
      'Declare `WebApiRole` in a second `role.yml`. Run `./hopwise serverless package --stage local`, then `./hopwise doctor --template .serverless/cloudformation-template-update-stack.json`.',
  }),
  KEY_REPEATED: entry<{ readonly key: string; readonly first: number; readonly second: number }>({
    severity: 'warning',
    hops: [],
    meaning: 'One object of the template has the same key twice. CloudFormation uses the last one.',
    why: 'Someone copied a part of the template. CloudFormation accepts it, and no message names the part that is gone.',
    legitimateTwin: 'Two objects with the same key.',
    observed: ({ key, first, second }) =>
      `Lines ${first} and ${second} have the key ${key} in one object. CloudFormation silently ignores line ${first}.`,
    expected: 'Each key once.',
    cure: ({ key }) => `Rename or remove one of the two ${key}.`,
    generalCure: 'Rename or remove one of the two.',
    template: { check: 'keys of the template' },
  }),
  SUPPRESSION_UNUSED: entry<{ readonly suppressed: string }>({
    severity: 'note',
    hops: [],
    meaning: 'A suppression matches no finding.',
    why: 'The mistake that it suppressed is fixed.',
    observed: ({ suppressed }) =>
      `This resource suppresses ${suppressed}, but has no such finding.`,
    expected: 'A suppression only where the finding exists.',
    cure: 'Remove the suppression from Metadata.Hopwise.Suppress.',
    template: {},
  }),
  SUPPRESSION_WITHOUT_REASON: entry<{ readonly suppressed: string }>({
    severity: 'warning',
    hops: [],
    meaning: 'A suppression has no reason, so it has no effect.',
    why: 'Someone wrote it in a hurry.',
    observed: ({ suppressed }) => `This resource suppresses ${suppressed} without a reason.`,
    expected: 'A Code and a Reason in each entry of Metadata.Hopwise.Suppress.',
    cure: 'Write the Reason for the next reader of the template.',
    template: {},
  }),
};
