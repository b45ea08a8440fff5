import type { TemplateModel } from '@hopwise/template/template-model';
import { isSameArn } from '../policies/same-arn.ts';
import { accountStandIn, forPeople, unknownNames } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';

type Place = { readonly name: 'account' | 'Region'; readonly parameter: string };

const account: Place = { name: 'account', parameter: 'AWS::AccountId' };
const region: Place = { name: 'Region', parameter: 'AWS::Region' };

/** Forms of an account and of a Region that a template writes as text. The account of zeros is a stand-in. */
const writtenAccount = /(?<!\d)(?!0{12})\d{12}(?!\d)/;
const writtenRegion = /\b(?:[a-z]{2}|eusc)(?:-[a-z]+){1,2}-\d\b/;

/** Why a decision can differ between stacks, and what to add to the command. */
export const dependsOn = (places: readonly Place[]): string =>
  `it depends on the ${places.map(({ name }) => name).join(' and ')} of the stack; add ${places
    .map(({ parameter }) => `--parameter ${parameter}=VALUE`)
    .join(' ')}`;

/** The reason for a decision that depends on the Region only. */
export const dependsOnRegion = dependsOn([region]);

/**
 * The reason for a decision that depends on where the stack is. The texts that it compares show which parts matter: a
 * written account or Region can be the one of the stack.
 */
export const placeReason = (texts: readonly string[], model: TemplateModel): string | undefined => {
  const unknown = [
    ...(model.accountId === undefined ? [{ ...account, form: writtenAccount }] : []),
    ...(model.region === undefined ? [{ ...region, form: writtenRegion }] : []),
  ];
  const written = unknown.filter(({ form }) => texts.some((text) => form.test(text)));
  const places = written.length > 0 ? written : unknown;
  return places.length === 0 ? undefined : dependsOn(places);
};

/** What to add to the command, for the names that are parameters of the template. */
export const supply = (names: readonly string[], model: TemplateModel): string => {
  const parameters = names.filter((name) => Object.hasOwn(model.parameters, name));
  return parameters.length === 0
    ? ''
    : `; add ${parameters.map((name) => `--parameter ${name}=VALUE`).join(' ')}`;
};

const accountPart = 4;

/** The names of the account and the Region are the same ones in every ARN. Other unknown parts can be any text. */
const withoutValues = (arn: string): string => arn.replaceAll(/‹(?!AWS\.)[^›]*›/g, '*');

/** Why the template does not show the function with this ARN, and what to supply. */
export const missingFunction = (arn: string, { model, texts }: Chain): string => {
  if (unknownNames(arn).some((name) => name.startsWith('?'))) {
    return 'the template does not show which function it is';
  }
  const named = forPeople(arn);
  const own = model.ofType('AWS::Lambda::Function').map(({ logicalId }) => ({
    logicalId,
    arn: texts.attribute(logicalId, 'Arn'),
  }));
  // The name of the function is a value that the template does not show.
  const possible = own.filter((one) => isSameArn(withoutValues(one.arn), withoutValues(arn)));
  const [first] = possible;
  if (first !== undefined) {
    const names = unknownNames([arn, ...possible.map((one) => one.arn)].join(' '));
    return `the template does not show whether ${first.logicalId} is the function ${named}${supply(names, model)}`;
  }
  const account = arn.split(':')[accountPart] ?? '';
  const isElsewhere = /^\d{12}$/.test(account) && account !== texts.located(accountStandIn);
  return isElsewhere && model.accountId !== undefined
    ? `the function ${named} is in the account ${account}, and the stack is in ${model.accountId}; check the stack there with --stack`
    : `the template has no function ${named}; if another stack has it, check both stacks with --stack`;
};
