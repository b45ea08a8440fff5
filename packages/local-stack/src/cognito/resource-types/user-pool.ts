import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPool = resourceType('AWS::Cognito::UserPool', {
  properties: {
    UserPoolName: z.optional(z.string()),
    IssuerConfiguration: z.optional(z.strictObject({ Type: z.enum(['ORIGINAL', 'UPDATED']) })),
  },
  inert: [
    'AccountRecoverySetting',
    'AdminCreateUserConfig',
    'AliasAttributes',
    'AutoVerifiedAttributes',
    'DeletionProtection',
    'DeviceConfiguration',
    'EmailAuthenticationMessage',
    'EmailAuthenticationSubject',
    'EmailConfiguration',
    'EmailVerificationMessage',
    'EmailVerificationSubject',
    'EnabledMfas',
    'KeyConfiguration',
    'LambdaConfig',
    'MfaConfiguration',
    'Policies',
    'Schema',
    'SmsAuthenticationMessage',
    'SmsConfiguration',
    'SmsVerificationMessage',
    'UserAttributeUpdateSettings',
    'UserPoolAddOns',
    'UserPoolTier',
    'UsernameAttributes',
    'UsernameConfiguration',
    'VerificationMessageTemplate',
    'WebAuthnFactorConfiguration',
    'WebAuthnRelyingPartyID',
    'WebAuthnUserVerification',
  ],
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
});
