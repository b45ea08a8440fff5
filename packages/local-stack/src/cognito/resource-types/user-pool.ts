import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { allInert, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPool = resourceType('AWS::Cognito::UserPool', {
  properties: {
    UserPoolName: z.optional(z.string()),
    IssuerConfiguration: z.optional(z.strictObject({ Type: z.enum(['ORIGINAL', 'UPDATED']) })),
    ...allInert('no user signs up, and no message is sent: the stack creates confirmed users', [
      'AccountRecoverySetting',
      'AdminCreateUserConfig',
      'AutoVerifiedAttributes',
      'EmailAuthenticationMessage',
      'EmailAuthenticationSubject',
      'EmailConfiguration',
      'EmailVerificationMessage',
      'EmailVerificationSubject',
      'Policies',
      'SmsAuthenticationMessage',
      'SmsConfiguration',
      'SmsVerificationMessage',
      'UserAttributeUpdateSettings',
      'VerificationMessageTemplate',
    ]),
    ...allInert('the sign-in page has no passkeys', [
      'WebAuthnFactorConfiguration',
      'WebAuthnRelyingPartyID',
      'WebAuthnUserVerification',
    ]),
    AliasAttributes: z._default(
      z.array(z.enum(['email', 'phone_number', 'preferred_username'])),
      [],
    ),
    DeletionProtection: inert('a stop of the local stack deletes no user pool'),
    DeviceConfiguration: inert(
      'a device is remembered by an API operation that is refused by name',
    ),
    EnabledMfas: inert('a factor is required only with MfaConfiguration ON, which is refused'),
    KeyConfiguration: refused('user pools that a KMS key encrypts', [{ KeyType: 'AWS_OWNED_KEY' }]),
    LambdaConfig: refused('triggers of user pools', [{}]),
    MfaConfiguration: refused('a second factor at sign-in', ['OFF', 'OPTIONAL']),
    Schema: inert("the stack's users have a username and an email address only"),
    UserPoolAddOns: refused('threat protection', [
      { AdvancedSecurityMode: 'OFF' },
      { AdvancedSecurityMode: 'AUDIT' },
    ]),
    UserPoolTier: inert('no feature that a tier adds is served'),
    UsernameAttributes: z._default(z.array(z.enum(['email'])), []),
    UsernameConfiguration: z._default(
      z.strictObject({ CaseSensitive: z._default(z.boolean(), true) }),
      { CaseSensitive: true },
    ),
  },
  update: 'nothing',
  identify(_properties, { logicalId, account }) {
    const ref = `${account.region}_${physicalId(logicalId, 'alphanumeric', 9)}`;
    const provider = `cognito-idp.${account.region}.amazonaws.com/${ref}`;
    return {
      ref,
      attributes: {
        UserPoolId: ref,
        Arn: arn('cognito-idp', account, `userpool/${ref}`),
        ProviderName: provider,
        ProviderURL: `https://${provider}`,
      },
    };
  },
  addresses: ({ ref }, { region }) =>
    [
      { host: `cognito-idp.${region}.amazonaws.com`, prefix: '' },
      { host: `issuer-cognito-idp.${region}.amazonaws.com`, prefix: '/updated' },
    ].flatMap(({ host, prefix }) => [
      { url: `https://${host}/${ref}`, host: 'issuer', path: `${prefix}/${ref}` },
      // A Content-Security-Policy names the host only.
      { url: `https://${host}`, host: 'issuer', path: prefix, withoutPath: true },
    ]),
});
