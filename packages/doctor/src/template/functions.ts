import { asObject, type JsonObject } from './json.ts';
import { referencesIn, render, unknownText } from './render.ts';
import type { TemplateModel, TemplateResource } from './template-model.ts';

/** Lambda's own default, in seconds. */
const defaultTimeoutS = 3;

export type TemplateFunction = {
  readonly logicalId: string;
  readonly properties: JsonObject;
  /** Its execution role, where that is a resource of the template. */
  readonly role: TemplateResource | undefined;
  /** The role as it is written, rendered. */
  readonly roleText: string;
  /** Rendered values of its environment variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** `undefined` where the template does not tell. */
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

/** The function of the template that a rendered ARN, or a name, says. */
export const functionIn = (text: string, model: TemplateModel): string | undefined =>
  referencesIn(text).find((id) => functionTypes.some((type) => model.find(id)?.type === type)) ??
  model
    .ofType(...functionTypes)
    .find(({ properties }) => isNamed(text, render(properties.FunctionName)))?.logicalId;

/** Whether a text is a function's name, its ARN, or holds its ARN as the integration of an API does. */
const isNamed = (text: string, name: string): boolean => {
  if (name.includes(unknownText)) return false;
  if (text === name) return true;
  const [, after] = text.split(`:function:${name}`);
  return after !== undefined && /^(?:$|[:/])/.test(after);
};
