import { asObject, type JsonObject } from './json.ts';
import { referencesIn, render, unknownText } from './render.ts';
import type { TemplateModel, TemplateResource } from './template-model.ts';

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
  /** `undefined` if the template does not show the value. */
  readonly timeoutS: number | undefined;
};

export const functionTypes = ['AWS::Lambda::Function', 'AWS::Serverless::Function'] as const;

export const functionsOf = (model: TemplateModel): readonly TemplateFunction[] =>
  model.ofType(...functionTypes).map(({ logicalId, properties }) => ({
    logicalId,
    properties,
    roleText: render(properties.Role),
    role: referencesIn(render(properties.Role)).flatMap((id) => model.find(id) ?? [])[0],
    variables: Object.fromEntries(
      Object.entries(asObject(asObject(properties.Environment).Variables)).map(([name, value]) => [
        name,
        render(value),
      ]),
    ),
    timeoutS: secondsOf(properties.Timeout),
  }));

const secondsOf = (value: unknown): number | undefined => {
  if (value === undefined) return defaultTimeoutS;
  const seconds = Number(value);
  return Number.isFinite(seconds) ? seconds : undefined;
};

/** The function that a rendered ARN or name refers to. */
export const functionIn = (text: string, model: TemplateModel): string | undefined =>
  referencesIn(text).find((id) => functionTypes.some((type) => model.find(id)?.type === type)) ??
  model
    .ofType(...functionTypes)
    .find(({ properties }) => isNamed(text, render(properties.FunctionName)))?.logicalId;

/** Whether a text is a function's name or ARN, or contains the ARN as an API integration does. */
const isNamed = (text: string, name: string): boolean => {
  if (name.includes(unknownText)) return false;
  if (text === name) return true;
  const [, after] = text.split(`:function:${name}`);
  return after !== undefined && /^(?:$|[:/])/.test(after);
};
