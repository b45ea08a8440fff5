import { asList, asObject, type JsonObject } from '../json.ts';
import { TemplateUnreadableError } from '../template-unreadable-error.ts';
import { isKnown } from './intrinsics.ts';
import type { ResolutionScope } from './resolution-scope.ts';
import { resolveValue } from './resolve-value.ts';

const maxNesting = 100;

/**
 * Decides the conditions of a template: true, false, or `undefined` if it depends on a value that the template does not
 * show. `scope` must ask the returned function.
 *
 * @throws TemplateUnreadableError for a condition that refers to itself
 */
export const createConditions = (
  conditions: JsonObject,
  scope: () => ResolutionScope,
): ((condition: string) => boolean | undefined) => {
  const decided = new Map<string, boolean | undefined>();
  const open: string[] = [];

  const isTrue = (condition: string): boolean | undefined => {
    if (decided.has(condition)) return decided.get(condition);
    if (!Object.hasOwn(conditions, condition)) return undefined;
    refuseCircle(condition);
    open.push(condition);
    const result = evaluate(conditions[condition], condition);
    open.pop();
    decided.set(condition, result);
    return result;
  };

  const refuseCircle = (condition: string): void => {
    const { name } = scope();
    if (open.includes(condition) || open.length > maxNesting) {
      throw new TemplateUnreadableError(
        name,
        `the condition ${condition} refers to itself, or to more than ${maxNesting} others.`,
      );
    }
  };

  const evaluate = (value: unknown, condition: string): boolean | undefined => {
    scope().budget.spend(1);
    const [[name, argument] = []] = Object.entries(asObject(value));
    if (name === 'Condition') return isTrue(String(argument));
    if (name === 'Fn::Equals') return equal(argument, condition);
    const decide = name === undefined ? undefined : operators.get(name);
    return decide?.(asList(argument).map((one) => evaluate(one, condition)));
  };

  const equal = (argument: unknown, condition: string): boolean | undefined => {
    const place = { key: condition, parent: { key: 'Conditions', parent: undefined } };
    const [left, right] = asList(argument).map((one) => resolveValue(one, scope(), place));
    if (!isKnown(left) || !isKnown(right)) return undefined;
    return JSON.stringify(textOf(left)) === JSON.stringify(textOf(right));
  };

  return isTrue;
};

/** CloudFormation compares texts: `1` is `"1"`. */
const textOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? value : String(value);

const not = (value: boolean | undefined): boolean | undefined =>
  value === undefined ? undefined : !value;

const all = (values: readonly (boolean | undefined)[]): boolean | undefined => {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
};

type Decided = boolean | undefined;

const operators: ReadonlyMap<string, (parts: readonly Decided[]) => Decided> = new Map([
  ['Fn::And', all],
  ['Fn::Or', (parts: readonly Decided[]) => not(all(parts.map(not)))],
  ['Fn::Not', ([first]: readonly Decided[]) => not(first)],
]);
