import { functionsOf } from '@hopwise/template/functions';
import { asObject, at } from '@hopwise/template/json';
import { hopOfFunction } from '@hopwise/template/links';
import { referencesIn, render } from '@hopwise/template/render';
import { secretParameters } from '@hopwise/template/secret-parameters';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

const secretName =
  /(?:SECRET|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|PRIVATE_?KEY|CREDENTIALS?|TOKEN)$/i;
const dynamicReference = /\{\{resolve:(?:secretsmanager|ssm-secure):/;

/** Long-lived IAM access keys and private keys are secrets, whatever the name of the variable is. */
const knownSecret = /\bAKIA[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** ARNs, addresses, and names such as `prod/db-credentials`. */
const secretReference = /^(?:arn:|https?:\/\/|\/?[a-z0-9._-]+(?:\/[a-z0-9._-]+)+$)/;

/** A text that stands in for a value which somebody enters later. */
const placeholder = /PLACEHOLDER|CHANGE[_-]?(?:ME|IT)|REPLACE[_-]|YOUR[_-]|^<.*>$|^[xX*]+$/i;

/** A placeholder is not a secret. A secret's name, ARN or URL is not itself a secret either. */
const isPlainValue = (value: string): boolean =>
  value.length >= 8 &&
  !placeholder.test(value) &&
  !value.includes('${') &&
  !secretReference.test(value);

const isClientSecret = (value: string, model: TemplateModel): boolean =>
  [...value.matchAll(/\$\{([A-Za-z0-9]+)\.ClientSecret\}/g)].some(
    ([, id = '']) => model.find(id)?.type === 'AWS::Cognito::UserPoolClient',
  );

/** A value that the template shows, or the client secret that opens a gateway. */
const isExposed = (name: string, value: string, model: TemplateModel): boolean =>
  knownSecret.test(value) ||
  isClientSecret(value, model) ||
  (secretName.test(name) && !dynamicReference.test(value) && isPlainValue(value));

/** CloudFormation writes the value into the function, where only readers of its configuration see it. */
const isFilledIn = (value: string, model: TemplateModel): boolean =>
  dynamicReference.test(value) || referencesIn(value).some((id) => secretParameters(model).has(id));

/** Whether the template contains the value of a secret. */
const containsValue = ({ properties }: TemplateResource): boolean => {
  const { SecretString } = asObject(properties);
  return typeof SecretString === 'string' && !SecretString.includes('{{resolve:');
};

const isPlaceholder = (parameter: string, model: TemplateModel): boolean =>
  placeholder.test(render(at(model.parameters, parameter, 'Default')));

/** Finds secrets in environment variables and in the template. The facts never contain the value. */
export const secretInTemplate: Rule = (model) => [
  ...functionsOf(model).flatMap(({ logicalId, variables }) =>
    Object.entries(variables)
      .filter(([name, value]) => isExposed(name, value, model) || isFilledIn(value, model))
      .map(([name, value]) => ({
        code: 'SECRET_IN_TEMPLATE' as const,
        logicalId,
        where: `${logicalId}.Environment.Variables.${name}`,
        name,
        isFilledIn: !isExposed(name, value, model),
        hop: hopOfFunction(logicalId, model),
      })),
  ),
  ...model
    .ofType('AWS::SecretsManager::Secret')
    .filter(containsValue)
    .map(({ logicalId }) => ({
      code: 'SECRET_IN_TEMPLATE' as const,
      logicalId,
      where: `${logicalId}.SecretString`,
      hop: null,
      name: 'SecretString',
    })),
  ...[...secretParameters(model)]
    .filter(([name, hasDefault]) => hasDefault && !isPlaceholder(name, model))
    .map(([logicalId]) => ({
      code: 'SECRET_IN_TEMPLATE' as const,
      logicalId,
      where: `Parameters.${logicalId}.Default`,
      hop: null,
      name: `The default of ${logicalId}`,
    })),
];
