import { readTemplate } from '../src/read-template.ts';
import type { GivenParameters } from '../src/resolution/parameter-values.ts';
import { type TemplateModel, templateModel } from '../src/template-model.ts';

/** The model of a SAM template with these sections (YAML). */
export const samModel = (sections: string, parameters: GivenParameters = {}): TemplateModel => {
  const text = `Transform: AWS::Serverless-2016-10-31\n${sections}`;
  return templateModel(readTemplate(text, 'stack.yml'), 'stack.yml', { parameters });
};

/** The model of a SAM function `Chat` with these properties (YAML flow style), and of other resources. */
export const modelOfChat = (properties: string, others = ''): TemplateModel =>
  samModel(
    `Resources:\n  Chat: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs24.x, InlineCode: x${properties && `, ${properties}`} } }\n${others}`,
  );

/** The logical ids of a model with their types, without `AWS::`. */
export const typesIn = ({ resources }: TemplateModel): Readonly<Record<string, string>> =>
  Object.fromEntries(
    resources.map(({ logicalId, type }) => [logicalId, type.replace(/^AWS::/, '')]),
  );
