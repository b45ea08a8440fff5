import type { TemplateResource } from '@hopwise/template/template-model';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds `OPTIONS` methods behind an authorizer. A browser sends its preflight without credentials.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
export const preflightGuarded: CreationRule<{ readonly method: string }> = ({ model }) =>
  model
    .ofType('AWS::ApiGateway::Method')
    .filter(({ properties }) => properties.HttpMethod === 'OPTIONS' && isGuarded(properties))
    .map(({ logicalId, source }) => ({
      logicalId,
      where: `${logicalId}.AuthorizationType`,
      hop: 1,
      method: source === undefined ? logicalId : `the preflight of ${source.logicalId}`,
    }));

/** SAM puts the default authorizer in front of the preflight, unless the API says otherwise. */
const isGuarded = ({ AuthorizationType }: TemplateResource['properties']): boolean =>
  ['COGNITO_USER_POOLS', 'CUSTOM', 'AWS_IAM'].includes(String(AuthorizationType));
