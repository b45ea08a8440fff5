import { chainOf } from '@hopwise/chain/chain';
import { accountStandIn } from '@hopwise/chain/stand-ins';
import { asObject } from '@hopwise/template/json';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { TemplateModel } from '@hopwise/template/template-model';

const regionalArn =
  /:(?:bedrock|bedrock-agentcore|execute-api|lambda|secretsmanager):([a-z]{2}(?:-[a-z]+)+-\d):/g;

const accountArn =
  /:(?:bedrock|bedrock-agentcore|execute-api|lambda|secretsmanager):[^:"]*:(\d{12}):/g;

/** The Regions that a template writes in its ARNs and in the defaults of its parameters. */
export const writtenRegions = (model: TemplateModel): readonly string[] =>
  partsOf(regionalArn, model);

/** The accounts that a template writes in its ARNs. */
export const writtenAccounts = (model: TemplateModel): readonly string[] =>
  partsOf(accountArn, model).filter((one) => one !== accountStandIn);

const partsOf = (pattern: RegExp, model: TemplateModel): readonly string[] => [
  ...new Set([...arnsIn(model).matchAll(pattern)].map(([, one = '']) => one)),
];

/** The ARNs of a template. The source of a permission often has the Region or the account from a parameter. */
const arnsIn = oncePerObject((model: TemplateModel): string => {
  const { texts } = chainOf(model);
  return JSON.stringify([
    model.resources.map(({ properties }) => properties),
    Object.values(model.parameters).map((one) => `:${asObject(one).Default}`),
    model.ofType('AWS::Lambda::Permission').map(({ properties }) => texts.of(properties.SourceArn)),
  ]);
});
