import type { LinkSource } from './link-source.ts';

/** The ARN of a customer key; `undefined` for a key of AWS, which every caller of its service can use, and for an alias. */
export const keyArn = (value: unknown, { model, texts }: LinkSource): string | undefined => {
  if (value === undefined) return undefined;
  const text = texts.of(value);
  if (text.startsWith('arn:')) return text;
  if (text.startsWith('alias/')) return undefined;
  const key = model
    .ofType('AWS::KMS::Key')
    .find(({ logicalId }) => texts.attribute(logicalId, 'Ref') === text);
  return key && texts.attribute(key.logicalId, 'Arn');
};
