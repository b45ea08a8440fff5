import { accountStandIn, regionStandIn, unknownNames } from '../texts/stand-ins.ts';
import { arnsOverlap } from './glob-overlap.ts';

/** Begins at each place, so `fn-us-east-1` contains `us-east-1`. */
const regionForm = /(?=((?:[a-z]{2}|eusc)(?:-[a-z]+){1,2}-\d))/g;

const accountForm = /(?<!\d)(\d{12})(?!\d)/g;

/** ARNs write the Region and the account once or twice. It bounds the time of a comparison. */
const maxForms = 4;

/**
 * Whether two ARNs name one resource. A template can write its account and Region as text, so these can differ as long as
 * one of the ARNs refers to the stack's. Both ARNs then have the same account and Region.
 */
export const isSameArn = (one: string, other: string): boolean =>
  one === other ||
  (endAlike(one, other) &&
    unknownNames(one + other).length === 0 &&
    formsIn(regionForm, regionStandIn, [one, other]).some((region) =>
      formsIn(accountForm, accountStandIn, [one, other]).some((account) => {
        const placed = (text: string) =>
          withoutNames(text.replaceAll(regionStandIn, region).replaceAll(accountStandIn, account));
        return arnsOverlap(placed(one), placed(other));
      }),
    ));

/** Whether the texts after the last stand-in can be equal. It is cheap, and most ARNs of a template end differently. */
const endAlike = (one: string, other: string): boolean => {
  const [left, right] = [fixedEnd(one), fixedEnd(other)];
  return left.endsWith(right) || right.endsWith(left);
};

const fixedEnd = (arn: string): string => {
  const account = arn.lastIndexOf(accountStandIn);
  const start = Math.max(
    arn.lastIndexOf('›') + 1,
    arn.lastIndexOf('*') + 1,
    account === -1 ? 0 : account + accountStandIn.length,
  );
  return arn.slice(start);
};

/** What a stand-in can be: itself, or a text of its form in one of the ARNs. */
const formsIn = (form: RegExp, standIn: string, arns: readonly string[]): readonly string[] => {
  if (!arns.some((arn) => arn.includes(standIn))) return [standIn];
  const written = arns.flatMap((arn) => [...arn.matchAll(form)].map(([, text = '']) => text));
  return [...new Set([standIn, ...written])].slice(0, 1 + maxForms);
};

/** A pattern in which other values of the stack, such as its name, match any text. */
const withoutNames = (text: string): string => text.replaceAll(/‹AWS\.\.(?!Region›)[^›]*›/g, '*');
