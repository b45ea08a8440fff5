import { asObject, isIntrinsic } from '../json.ts';
import type { TemplateResource } from '../template-resource.ts';
import { calledName } from './function-version.ts';
import { generatedFrom, withoutUndefined } from './sam-scope.ts';

/**
 * The URL of a function, and the permissions that SAM adds for a URL without authorization.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html
 */
export const functionUrl = (from: TemplateResource): readonly TemplateResource[] => {
  const { logicalId, properties } = from;
  if (properties.FunctionUrlConfig === undefined) return [];
  const { AuthType, Cors, InvokeMode } = asObject(properties.FunctionUrlConfig);
  const where = `${logicalId}.FunctionUrlConfig`;
  const called = calledName(from);
  const source = { where, parts: { AuthType: `${where}.AuthType` } };
  const url = generatedFrom(from, {
    logicalId: `${logicalId}Url`,
    type: 'AWS::Lambda::Url',
    properties: withoutUndefined({
      TargetFunctionArn: called,
      AuthType: isIntrinsic(properties.FunctionUrlConfig) ? properties.FunctionUrlConfig : AuthType,
      Cors,
      InvokeMode,
    }),
    source,
  });
  if (AuthType !== 'NONE') return [url];
  const permission = { FunctionName: called, Principal: '*' };
  return [
    url,
    generatedFrom(from, {
      logicalId: `${logicalId}UrlPublicPermissions`,
      type: 'AWS::Lambda::Permission',
      properties: {
        ...permission,
        Action: 'lambda:InvokeFunctionUrl',
        FunctionUrlAuthType: AuthType,
      },
      source,
    }),
    generatedFrom(from, {
      logicalId: `${logicalId}URLInvokeAllowPublicAccess`,
      type: 'AWS::Lambda::Permission',
      properties: {
        ...permission,
        Action: 'lambda:InvokeFunction',
        InvokedViaFunctionUrl: true,
      },
      source,
    }),
  ];
};
