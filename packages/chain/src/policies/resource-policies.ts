import { asList, asObject, isIntrinsic } from '@hopwise/template/json';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { functionArn, regionalArn } from '../texts/identities.ts';
import type { Texts } from '../texts/texts.ts';
import { isSameArn } from './same-arn.ts';
import { readPolicy, type WrittenPolicy } from './written-policy.ts';

type Source = { readonly model: TemplateModel; readonly texts: Texts };

/** Condition of a permission, and the property that sets it. */
const permissionConditions = [
  ['ArnLike', 'aws:SourceArn', 'SourceArn'],
  ['StringEquals', 'aws:SourceAccount', 'SourceAccount'],
  ['StringEquals', 'aws:PrincipalOrgID', 'PrincipalOrgID'],
  ['StringEquals', 'lambda:FunctionUrlAuthType', 'FunctionUrlAuthType'],
  ['StringEquals', 'lambda:InvokedViaFunctionUrl', 'InvokedViaFunctionUrl'],
] as const;

/**
 * The resource policy of a function with this ARN, made of the permissions of the template. Lambda keeps a separate policy
 * for each version and alias, so the ARN includes the qualifier of the call.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export const policyOfFunction = (arn: string, { model, texts }: Source): WrittenPolicy => {
  const statements = model
    .ofType('AWS::Lambda::Permission')
    .flatMap(({ logicalId, properties, condition }) => {
      const named = texts.located(functionArn(texts.of(properties.FunctionName)));
      if (!isSameArn(named, arn) && !named.includes('‹?')) return [];
      const principal = texts.of(properties.Principal);
      const statement = {
        Sid: logicalId,
        Effect: 'Allow',
        Principal: { [isService(principal) ? 'Service' : 'AWS']: principal },
        Action: texts.of(properties.Action),
        Resource: arn,
        Condition: Object.fromEntries(
          ['ArnLike', 'StringEquals'].map((operator) => [
            operator,
            Object.fromEntries(
              permissionConditions
                .filter(
                  ([one, , property]) => one === operator && properties[property] !== undefined,
                )
                .map(([, key, property]) => [key, properties[property]]),
            ),
          ]),
        ),
      };
      const place = { logicalId: arn, name: 'of the function', texts, condition };
      return readPolicy({ Statement: statement }, place).statements;
    });
  return { logicalId: arn, name: 'of the function', version: undefined, statements };
};

const isService = (principal: string): boolean => principal.endsWith('.amazonaws.com');

/** The resource policy of a secret, a bucket, a key or a REST API of the template. */
export const policyOfResource = (
  logicalId: string,
  { model, texts }: Source,
): WrittenPolicy | undefined => {
  const key = model.ofType('AWS::KMS::Key').find((one) => one.logicalId === logicalId);
  if (key !== undefined) {
    const { KeyPolicy } = key.properties;
    return KeyPolicy === undefined
      ? undefined
      : readPolicy(KeyPolicy, { logicalId, name: logicalId, texts, condition: key.condition });
  }
  const api = model.ofType('AWS::ApiGateway::RestApi').find((one) => one.logicalId === logicalId);
  if (api !== undefined) return policyOfApi(api, texts);
  const name = texts.attribute(logicalId, 'Ref');
  const found = model
    .ofType('AWS::SecretsManager::ResourcePolicy', 'AWS::S3::BucketPolicy')
    .find(({ properties: { SecretId, Bucket } }) =>
      [...asList(SecretId), ...asList(Bucket)].some((one) => texts.of(one) === name),
    );
  if (found === undefined) return undefined;
  const { properties } = found;
  return readPolicy(properties.ResourcePolicy ?? properties.PolicyDocument, {
    logicalId: found.logicalId,
    name: found.logicalId,
    texts,
    condition: found.condition,
  });
};

/** The policy of an API can write `execute-api:/` for the ARN of the API. A policy that the template does not show can allow all. */
const policyOfApi = (
  { logicalId, properties: { Policy }, condition }: TemplateResource,
  texts: Texts,
): WrittenPolicy | undefined => {
  if (Policy === undefined) return undefined;
  const isUnreadable = Object.keys(asObject(Policy)).length === 0 || isIntrinsic(Policy);
  const document = isUnreadable ? { Statement: { 'Fn::If': ['?', allowAll] } } : Policy;
  const read = readPolicy(document, { logicalId, name: logicalId, texts, condition });
  const arn = texts.located(regionalArn('execute-api', `${texts.attribute(logicalId, 'Ref')}/`));
  const whole = (one: string): string => one.replace(/^execute-api:\//, () => arn);
  return {
    ...read,
    statements: read.statements.map((one) => ({
      ...one,
      statement: {
        ...one.statement,
        ...(one.statement.Resource !== undefined && {
          Resource: asList(one.statement.Resource).map(String).map(whole),
        }),
      },
    })),
  };
};

const allowAll = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
