import { asObject, type JsonObject } from './json.ts';
import { referencesIn, render } from './render.ts';
import type { TemplateModel, TemplateResource } from './template-model.ts';

/** Lambda's own default, in seconds. */
const defaultTimeoutS = 3;

export type TemplateFunction = {
  readonly logicalId: string;
  readonly properties: JsonObject;
  /** Its execution role, where that is a resource of the template. */
  readonly role: TemplateResource | undefined;
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

/** The function of the template that a rendered ARN names, if it names one. */
export const functionIn = (text: string, model: TemplateModel): string | undefined =>
  referencesIn(text).find((id) => functionTypes.some((type) => model.find(id)?.type === type));
