import { functionsOf } from '../template/functions.ts';
import { asObject } from '../template/json.ts';
import { hopOfFunction } from '../template/links.ts';
import { referencesIn } from '../template/render.ts';
import { secretParameters } from '../template/secret-parameters.ts';
import type { TemplateModel, TemplateResource } from '../template/template-model.ts';
import type { Rule } from './rule.ts';

const secretName =
  /(?:SECRET|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|PRIVATE_?KEY|CREDENTIALS?|TOKEN)$/i;
const dynamicReference = /\{\{resolve:(?:secretsmanager|ssm-secure):/;

/** Long-lived access keys of IAM and private keys are secrets under any name. */
const knownSecret = /\bAKIA[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** ARNs, addresses, and names such as `prod/db-credentials`. */
const isName = /^(?:arn:|https?:\/\/|\/?[a-z0-9._-]+(?:\/[a-z0-9._-]+)+$)/;

/** What names a secret, or says where it is, is none. */
const isPlainValue = (value: string): boolean =>
  value.length >= 8 && !value.includes('${') && !isName.test(value);

const isClientSecret = (value: string, model: TemplateModel): boolean =>
  [...value.matchAll(/\$\{([A-Za-z0-9]+)\.ClientSecret\}/g)].some(
    ([, id = '']) => model.find(id)?.type === 'AWS::Cognito::UserPoolClient',
  );

const isSecret = (name: string, value: string, model: TemplateModel): boolean =>
  knownSecret.test(value) ||
  dynamicReference.test(value) ||
  isClientSecret(value, model) ||
  referencesIn(value).some((id) => secretParameters(model).has(id)) ||
  (secretName.test(name) && isPlainValue(value));

/** A secret whose value stands in the template for all to read. */
const isWrittenOut = ({ properties }: TemplateResource): boolean => {
  const { SecretString } = asObject(properties);
  return typeof SecretString === 'string' && !SecretString.includes('{{resolve:');
};

/** Secrets in environment variables, and values of secrets in the template. Which value it is, is not said. */
export const secretInTemplate: Rule = (model) => [
  ...functionsOf(model).flatMap(({ logicalId, variables }) =>
    Object.entries(variables)
      .filter(([name, value]) => isSecret(name, value, model))
      .map(([name]) => ({
        code: 'SECRET_IN_TEMPLATE' as const,
        logicalId,
        where: `${logicalId}.Environment.Variables.${name}`,
        name,
        hop: hopOfFunction(logicalId, model),
      })),
  ),
  ...model
    .ofType('AWS::SecretsManager::Secret')
    .filter(isWrittenOut)
    .map(({ logicalId }) => ({
      code: 'SECRET_IN_TEMPLATE' as const,
      logicalId,
      where: `${logicalId}.SecretString`,
      hop: null,
      name: 'SecretString',
    })),
  ...[...secretParameters(model)]
    .filter(([, hasDefault]) => hasDefault)
    .map(([logicalId]) => ({
      code: 'SECRET_IN_TEMPLATE' as const,
      logicalId,
      where: `Parameters.${logicalId}.Default`,
      hop: null,
      name: `The default of ${logicalId}`,
    })),
];
