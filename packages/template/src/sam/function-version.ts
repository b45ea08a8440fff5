import type { TemplateResource } from '../template-resource.ts';
import { attributeOf, generatedFrom, idPart } from './sam-scope.ts';

/** The logical id of a function's alias. SAM leaves out what a logical id cannot contain. */
export const aliasIdOf = ({ logicalId, properties }: TemplateResource): string | undefined => {
  const { AutoPublishAlias: name } = properties;
  if (name === undefined) return undefined;
  const suffix = typeof name === 'string' ? name.replaceAll('-', 'D').replaceAll('_', 'U') : '';
  return `${logicalId}Alias${idPart(suffix)}`;
};

/** SAM adds a hash of the code, which templates do not know: they write `Function.Version`. */
export const versionIdOf = (functionId: string): string => `${functionId}Version`;

/**
 * The version and the alias of `AutoPublishAlias`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export const publishedVersion = (from: TemplateResource): readonly TemplateResource[] => {
  const aliasId = aliasIdOf(from);
  if (aliasId === undefined) return [];
  const { logicalId, properties } = from;
  const source = { where: `${logicalId}.AutoPublishAlias` };
  const versionId = versionIdOf(logicalId);
  return [
    generatedFrom(from, {
      logicalId: versionId,
      type: 'AWS::Lambda::Version',
      properties: { FunctionName: { Ref: logicalId } },
      source,
    }),
    generatedFrom(from, {
      logicalId: aliasId,
      type: 'AWS::Lambda::Alias',
      properties: {
        Name: properties.AutoPublishAlias,
        FunctionName: { Ref: logicalId },
        FunctionVersion: attributeOf(versionId, 'Version'),
      },
      source,
    }),
  ];
};

/** What the callers of a function name: its alias, or the function itself. Both are what `FunctionName` accepts. */
export const calledName = (from: TemplateResource): unknown => ({
  Ref: aliasIdOf(from) ?? from.logicalId,
});

/** The ARN that the callers of a function use. */
export const calledArn = (from: TemplateResource): unknown => {
  const aliasId = aliasIdOf(from);
  return aliasId === undefined ? attributeOf(from.logicalId, 'Arn') : { Ref: aliasId };
};
