import { asObject, type JsonObject } from './json.ts';
import { oncePerObject } from './once-per-object.ts';
import { referencesIn, render, unknownText } from './render.ts';
import type { TemplateModel, TemplateResource } from './template-model.ts';
import { textParts } from './text-parts.ts';

/** Lambda's default timeout in seconds. */
const defaultTimeoutS = 3;

export type TemplateFunction = {
  readonly logicalId: string;
  readonly properties: JsonObject;
  /** The execution role, if it is a resource of the template. */
  readonly role: TemplateResource | undefined;
  /** The rendered `Role` property. */
  readonly roleText: string;
  /** Rendered values of its environment variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** Logical ids that its environment variables refer to. */
  readonly references: ReadonlySet<string>;
  /** `undefined` if the template does not show the value. */
  readonly timeoutS: number | undefined;
};

const functionType = 'AWS::Lambda::Function';

export const functionsOf = oncePerObject((model: TemplateModel): readonly TemplateFunction[] =>
  model.ofType(functionType).map(({ logicalId, properties }) => {
    const variables = Object.entries(asObject(asObject(properties.Environment).Variables)).map(
      ([name, value]) => [name, render(value)] as const,
    );
    return {
      logicalId,
      properties,
      roleText: render(properties.Role),
      role: referencesIn(render(properties.Role)).flatMap((id) => model.find(id) ?? [])[0],
      variables: Object.fromEntries(variables),
      references: new Set(variables.flatMap(([, value]) => referencesIn(value))),
      timeoutS: secondsOf(properties.Timeout),
    };
  }),
);

const secondsOf = (value: unknown): number | undefined => {
  if (value === undefined) return defaultTimeoutS;
  const seconds = Number(value);
  return Number.isFinite(seconds) ? seconds : undefined;
};

/** The names that functions have in the template, with their logical ids. The first function with a name has it. */
const namedFunctions = oncePerObject((model: TemplateModel): ReadonlyMap<string, string> => {
  const named = new Map<string, string>();
  for (const { logicalId, properties } of model.ofType(functionType)) {
    const name = render(properties.FunctionName);
    if (!name.includes(unknownText) && !named.has(name)) named.set(name, logicalId);
  }
  return named;
});

/** Longer texts are no names or ARNs of functions. */
const maxArnLength = 4_096;

/** The function that a rendered ARN or name refers to. */
export const functionIn = (text: string, model: TemplateModel): string | undefined =>
  text.length > maxArnLength
    ? undefined
    : (referencesIn(text).find((id) => model.find(id)?.type === functionType) ??
      namesIn(text).flatMap((name) => namedFunctions(model).get(name) ?? [])[0]);

/** What can be a function's name: the text, or the part of an ARN, also inside the URI of an API integration. */
const namesIn = (text: string): readonly string[] => {
  const [, after] = text.split(':function:');
  return after === undefined ? [text] : [text, nameAtStart(after)];
};

/** A name ends at the qualifier or the rest of a URI. A reference in a name contains colons, too. */
const nameAtStart = (text: string): string => {
  const parts = textParts(text);
  const rest: string[] = [];
  for (const part of parts) {
    const shown = 'text' in part ? part.text : `\${${part.name}}`;
    const end = 'text' in part ? shown.search(/[:/]/) : -1;
    rest.push(end < 0 ? shown : shown.slice(0, end));
    if (end >= 0) break;
  }
  return rest.join('');
};
