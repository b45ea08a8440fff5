import { at } from '@hopwise/template/json';
import type { TemplateResource } from '@hopwise/template/template-model';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds `OPTIONS` methods behind an authorizer. A browser sends its preflight without credentials.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
export const preflightGuarded: CreationRule<{ readonly method: string }> = ({ model }) => [
  ...model
    .ofType('AWS::ApiGateway::Method')
    .filter(({ properties }) => properties.HttpMethod === 'OPTIONS' && isGuarded(properties))
    .map(({ logicalId }) => ({
      logicalId,
      where: `${logicalId}.AuthorizationType`,
      hop: 1 as const,
      method: logicalId,
    })),
  ...model
    .ofType('AWS::Serverless::Api')
    .filter(({ properties }) =>
      guardsPreflight(
        properties.Auth ?? at(model.globals, 'Api', 'Auth'),
        properties.Cors ?? at(model.globals, 'Api', 'Cors'),
      ),
    )
    .map(({ logicalId }) => ({
      logicalId,
      where: `${logicalId}.Auth`,
      hop: 1 as const,
      method: `the preflight of ${logicalId}`,
    })),
];

const isGuarded = ({ AuthorizationType }: TemplateResource['properties']): boolean =>
  ['COGNITO_USER_POOLS', 'CUSTOM', 'AWS_IAM'].includes(String(AuthorizationType));

/** SAM puts the default authorizer in front of the preflight, unless the API says otherwise. */
const guardsPreflight = (auth: unknown, cors: unknown): boolean =>
  at(auth, 'DefaultAuthorizer') !== undefined &&
  cors !== undefined &&
  String(at(auth, 'AddDefaultAuthorizerToCorsPreflight') ?? true) === 'true';
