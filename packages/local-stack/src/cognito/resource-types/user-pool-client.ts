import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

const strings = z._default(z.array(z.string()), []);
const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html */
export const userPoolClient = resourceType('AWS::Cognito::UserPoolClient', {
  properties: {
    UserPoolId: z.string(),
    ClientName: z._default(z.string(), ''),
    GenerateSecret: z.optional(z.boolean()),
    /** Without it, Cognito refuses the OAuth flows of the client. */
    AllowedOAuthFlowsUserPoolClient: z._default(z.boolean(), false),
    AllowedOAuthFlows: z._default(z.array(z.enum(['client_credentials', 'code', 'implicit'])), []),
    AllowedOAuthScopes: strings,
    CallbackURLs: strings,
    LogoutURLs: strings,
    AccessTokenValidity: z._default(z.number(), 1),
    IdTokenValidity: z._default(z.number(), 1),
    RefreshTokenValidity: z._default(z.number(), 30),
    EnableTokenRevocation: z._default(z.boolean(), true),
    TokenValidityUnits: z._default(
      z.strictObject({
        AccessToken: z._default(unit, 'hours'),
        IdToken: z._default(unit, 'hours'),
        RefreshToken: z._default(unit, 'days'),
      }),
      { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
    ),
    AnalyticsConfiguration: inert('Amazon Pinpoint is not served'),
    AuthSessionValidity: inert('the sign-in page has no challenges whose session could end'),
    DefaultRedirectURI: refused('authorization requests without redirect_uri'),
    EnablePropagateAdditionalUserContextData: inert(
      'it serves threat protection, which is refused',
    ),
    ExplicitAuthFlows: inert(
      'they apply to InitiateAuth and AdminInitiateAuth, which are refused by name',
    ),
    PreventUserExistenceErrors: inert('the sign-in page never says whether a user exists'),
    ReadAttributes: refused('tokens and user information without some attributes'),
    RefreshTokenRotation: refused('a new refresh token at each use', [{ Feature: 'DISABLED' }]),
    SupportedIdentityProviders: refused('federated sign-in', [['COGNITO']]),
    WriteAttributes: inert('no operation writes attributes of a user'),
  },
  update: 'nothing',
  /** The client secret is new at each start. On AWS it is new at each creation. */
  identify({ GenerateSecret }, { logicalId }) {
    const ref = physicalId(logicalId, 'lowerAlphanumeric', 26);
    const secret = randomBytes(38).toString('hex').slice(0, 52);
    return {
      ref,
      attributes: { ClientId: ref, ...(GenerateSecret === true && { ClientSecret: secret }) },
    };
  },
});
