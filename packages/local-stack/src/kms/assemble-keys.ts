import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { Account } from '../account.ts';
import { arn } from '../deployment/arn.ts';
import type { AssembleContext } from '../deployment/deploy-stack.ts';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import { TemplateError } from '../template/template-error.ts';
import { alias } from './resource-types/alias.ts';
import { key } from './resource-types/key.ts';

/** An `AWS::KMS::Key` of the template. */
export type DeployedKey = {
  readonly arn: string;
  /** The key policy. Nobody can use a key that its policy does not allow, not even the account. */
  readonly policy: NamedPolicy;
  /** How a resource can name the key: its id and ARN, and the name and ARN of each alias. */
  readonly names: readonly string[];
};

/** The keys of a template, each with its aliases. Throws `TemplateError` for an alias without its key. */
export const assembleKeys = (
  resources: DeployedResources,
  { account }: Pick<AssembleContext, 'account'>,
): readonly DeployedKey[] => {
  const aliases = resources.of(alias);
  const keys = resources.of(key).map(({ logicalId, ref, attributes, properties }) => {
    const own = [ref, attributes.Arn ?? ''];
    const aliasNames = aliases
      .filter(({ properties: { TargetKeyId } }) => own.includes(TargetKeyId))
      .flatMap((one) => [one.ref, arn('kms', account, one.ref)]);
    return {
      arn: attributes.Arn ?? '',
      policy: parsePolicyDocument(properties.KeyPolicy ?? defaultPolicy(account), logicalId),
      names: [...own, ...aliasNames],
    };
  });
  const orphan = aliases.find(({ ref }) => !keys.some(({ names }) => names.includes(ref)));
  if (orphan === undefined) return keys;
  throw new TemplateError(
    `${orphan.logicalId} is an alias of the key ${orphan.properties.TargetKeyId}, which the template does not have.`,
  );
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultPolicy = ({ partition, accountId }: Account) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});
