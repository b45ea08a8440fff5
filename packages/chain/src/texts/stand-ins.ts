/**
 * Texts with stand-ins. A template shows most values only in part, but a policy decision needs whole texts. So a value
 * that only AWS knows has a stand-in:
 *
 * - `«Tools.Id»` for an id that AWS generates. It equals no other text.
 * - `‹Stage›` for a value that the template does not show, such as a parameter. It can be any text.
 *
 * Equal expressions have equal stand-ins.
 */

/** The account of the stack. IAM requires twelve digits here. It can be any account. */
export const accountStandIn = '000000000000';

export const regionStandIn = '‹AWS..Region›';

/** Secrets Manager adds a hyphen and six characters to a name. Policies match them with `-??????`. */
export const secretSuffix = '«rand»';

/** A colon would divide an ARN. */
const withoutColon = (name: string): string => name.replaceAll(':', '.');

export const unknownStandIn = (name: string): string => `‹${withoutColon(name)}›`;

export const generatedStandIn = (name: string): string => `«${withoutColon(name)}»`;

const unknown = /‹([^›]*)›/g;

/** The text as a pattern, in which each unknown part matches any text. */
export const asPattern = (text: string): string =>
  text.replaceAll(unknown, '*').replaceAll(accountStandIn, '*');

/** The text as a pattern, in which each unknown part and each part that AWS generates matches any text. */
export const withoutStandIns = (text: string): string =>
  asPattern(text).replaceAll(/«[^»]*»/g, '*');

/** The names of the unknown parts. Every stack has an account and a Region, so these are not in the list. */
export const unknownNames = (text: string): readonly string[] => [
  ...new Set(
    [...text.matchAll(unknown)]
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('AWS.')),
  ),
];

/** Whether the template shows a text only in part. */
export const hasStandIn = (text: string): boolean => /[‹«]/.test(text);

/** Whether a text contains a part that can be any text. */
export const isOpen = (text: string): boolean => asPattern(text) !== text;

/** The text as a template writes it: `${AWS::Region}`, `${Tools.Id}`, `*` for an added suffix, and `…` for the rest. */
export const forPeople = (text: string): string =>
  text
    .replaceAll(accountStandIn, '$' + '{AWS::AccountId}')
    .replaceAll(secretSuffix, '??????')
    .replaceAll(/«[^»]*\.Suffix»/g, '*')
    .replaceAll(/«([^»]*)\.Ref»/g, (_, name: string) => `$\{${name}}`)
    .replaceAll(/‹\?[^›]*›/g, '…')
    .replaceAll(/[‹«]([^›»]*)[›»]/g, (_, name: string) => `$\{${name.replace('AWS..', 'AWS::')}}`);
