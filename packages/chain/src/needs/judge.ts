import type { DecideRequest, IamDecision } from '@hopwise/iam/decide';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { World, WorldRequest } from '../policies/worlds.ts';
import type { WrittenPolicy } from '../policies/written-policy.ts';
import { asPattern, forPeople, unknownNames } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';
import type { NeedDecision } from './need.ts';

/** Deciding one statement in two worlds. */
const stepsPerStatement = 10;

/** Spends the steps of deciding with some policies. */
export const spendOn = (policies: readonly WrittenPolicy[], { model }: Chain): void => {
  const count = policies.reduce((sum, { statements }) => sum + statements.length, 0);
  model.spend(count * stepsPerStatement);
};

/** A decision in two worlds. */
export type Question = {
  readonly decideIn: (world: World, undecided: DecideRequest['undecided']) => IamDecision;
  readonly lacking: string;
  readonly unknown: readonly string[];
  readonly policies: readonly WrittenPolicy[];
  readonly request: WorldRequest;
  readonly model: TemplateModel;
};

/** Decides in both worlds, and says which part is unknown if the decisions differ. */
export const judge = (question: Question): NeedDecision => {
  const { decideIn, lacking, unknown } = question;
  const certain = decideIn('certain', 'denies');
  const possible = decideIn('possible', 'grants');
  const isDeniedAnyway = possible.kind === 'explicitDeny' || possible.kind === 'boundary';
  if (possible.effect === 'deny' && (unknown.length === 0 || isDeniedAnyway)) {
    return { outcome: 'broken', lacking, by: forPeople(certain.by) };
  }
  // An unknown policy usually grants. It could deny, but a template that grants an action means it.
  if (certain.effect === 'allow') return { outcome: 'ok' };
  if (unknown.length === 0 && decideIn('possible', 'denies').effect === 'deny') {
    const reason = `AWS's documentation does not say whether the policies of ${lacking} allow it`;
    return { outcome: 'undecidable', reason };
  }
  return { outcome: 'undecidable', reason: reasonOf(question) };
};

/** What to add to the command, for the names that are parameters of the template. */
const supply = (names: readonly string[], model: TemplateModel): string => {
  const parameters = names.filter((name) => Object.hasOwn(model.parameters, name));
  return parameters.length === 0
    ? ''
    : `; add ${parameters.map((name) => `--parameter ${name}=VALUE`).join(' ')}`;
};

/** Why a decision can differ between stacks, and what to add to the command. */
export const dependsOnPlace =
  'it depends on the account and Region of the stack; add --parameter AWS::Region=VALUE';

const reasonOf = ({ unknown, policies, request, model }: Question): string => {
  if (unknown.length > 0) return `the template does not show ${unknown.join(', ')}`;
  const conditional = policies
    .flatMap(({ statements }) => statements.map(({ condition }) => condition))
    .find((one) => one !== undefined && one !== request.condition);
  if (conditional !== undefined) {
    const [{ reason } = { reason: '' }] = model.unknownIn({ Condition: conditional });
    return `it depends on the condition ${conditional}: ${reason}`;
  }
  const service = request.action.split(':')[0] ?? '';
  const relevant = policies
    .flatMap(({ statements }) => statements.map((one) => JSON.stringify(one.statement)))
    .filter((text) => text.includes(`${service}:`) || text.includes('"*"'));
  const names = unknownNames([...relevant, request.resource].join(' '));
  const named = names.filter((name) => !name.startsWith('?'));
  if (named.length > 0) return `it depends on ${named.join(', ')}${supply(named, model)}`;
  return names.length > 0 || asPattern(request.resource) === request.resource
    ? 'it depends on a value that the template does not show'
    : dependsOnPlace;
};
