import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { allInert, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const key = resourceType('AWS::KMS::Key', {
  properties: {
    /** Default: the policy that lets the account's identity policies decide. */
    KeyPolicy: z.optional(z.unknown()),
    Enabled: z.optional(z.literal(true)),
    KeySpec: refused('keys other than symmetric ones', ['SYMMETRIC_DEFAULT']),
    KeyUsage: refused('keys that sign or agree on keys', ['ENCRYPT_DECRYPT']),
    Origin: refused('imported key material', ['AWS_KMS']),
    MultiRegion: inert('a replica is used in its own Region, and the local stack has one Region'),
    ...allInert('the key encrypts nothing; the local stack decides only who can use it', [
      'EnableKeyRotation',
      'RotationPeriodInDays',
    ]),
    BypassPolicyLockoutSafetyCheck: inert('a template changes the policy whatever it says'),
    PendingWindowInDays: inert('no operation deletes a key'),
  },
  update: 'in place',
  identify(_properties, { logicalId, account }) {
    const letters = physicalId(logicalId, 'hexadecimal', 32);
    const ref = letters.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { ref, attributes: { KeyId: ref, Arn: arn('kms', account, `key/${ref}`) } };
  },
});
