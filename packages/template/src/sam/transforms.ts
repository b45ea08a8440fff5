import { asList, asObject, isIntrinsic, type JsonObject } from '../json.ts';

const samTransform = 'AWS::Serverless-2016-10-31';

/** Whether CloudFormation expands the SAM resources of a template. `Transform` is one name or a list. */
export const hasSamTransform = (transform: unknown): boolean =>
  asList(transform).includes(samTransform);

/**
 * Transforms that add no resource to a hop. Language extensions add resources only with `Fn::ForEach`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
 */
const harmless = /^AWS::(?:LanguageExtensions|CodeDeployBlueGreen|SecretsManager-[\d-]+)$/;

/** Why the template does not show all of its resources. Empty if it does. */
export const hiddenResources = ({ Transform, Resources }: JsonObject): readonly string[] => {
  const names = asList(Transform).map((one) => nameOf(one));
  const others = names.filter((one) => one !== samTransform && !harmless.test(one));
  const entries = Object.entries(asObject(Resources));
  const functions = entries.map(([key]) => key).filter((key) => key.startsWith('Fn::'));
  const [sam] = hasSamTransform(Transform) ? [] : entries.filter(([, one]) => isOfSam(one));
  return [
    ...others.map((one) => `the transform ${one} can add and change resources`),
    ...functions.map((one) => `${one} adds resources at deployment`),
    ...(sam === undefined
      ? []
      : [`${sam[0]} is a SAM resource, but the template has no Transform: ${samTransform}`]),
  ];
};

const nameOf = (transform: unknown): string => {
  if (typeof transform === 'string') return transform;
  const { Name } = asObject(transform);
  return typeof Name === 'string' && !isIntrinsic(transform) ? Name : 'of the template';
};

const isOfSam = (resource: unknown): boolean =>
  String(asObject(resource).Type).startsWith('AWS::Serverless::');
