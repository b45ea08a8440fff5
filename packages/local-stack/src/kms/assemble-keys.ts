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
  refuseSameNames(aliases);
  const keys = resources.of(key).map(({ logicalId, ref, attributes, properties }) => {
    const own = [ref, attributes.Arn ?? ''];
    const aliasNames = aliases
      .filter(({ properties: { TargetKeyId } }) => own.includes(TargetKeyId))
      .flatMap((one) => [one.ref, arn('kms', account, one.ref)]);
    return {
      arn: attributes.Arn ?? '',
      policy: keyPolicyOf(
        properties.KeyPolicy === undefined ? defaultPolicy(account) : properties.KeyPolicy,
        logicalId,
      ),
      names: [...own, ...aliasNames],
    };
  });
  const orphan = aliases.find(({ ref }) => !keys.some(({ names }) => names.includes(ref)));
  if (orphan === undefined) return keys;
  throw new TemplateError(
    `${orphan.logicalId} is an alias of the key ${orphan.properties.TargetKeyId}, which the template does not have.`,
  );
};

/** AWS refuses a key policy with a statement for nobody, as any policy of a resource. */
const keyPolicyOf = (document: unknown, logicalId: string): NamedPolicy => {
  const policy = parsePolicyDocument(document, logicalId);
  const index = policy.document.Statement.findIndex(
    ({ Principal, NotPrincipal }) => Principal === undefined && NotPrincipal === undefined,
  );
  if (index < 0) return policy;
  throw new TemplateError(
    `AWS refuses the KeyPolicy of ${logicalId}: statement ${index} has no Principal.`,
  );
};

const refuseSameNames = (
  aliases: readonly { readonly logicalId: string; readonly ref: string }[],
): void => {
  for (const [index, { logicalId, ref }] of aliases.entries()) {
    const other = aliases.slice(0, index).find((one) => one.ref === ref);
    if (other === undefined) continue;
    throw new TemplateError(
      `AWS refuses to create ${logicalId}: ${other.logicalId} already has the name ${ref}.`,
    );
  }
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
