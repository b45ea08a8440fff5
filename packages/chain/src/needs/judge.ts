import type { DecideRequest, IamDecision } from '@hopwise/iam/decide';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { World, WorldRequest } from '../policies/worlds.ts';
import type { WrittenPolicy } from '../policies/written-policy.ts';
import { asPattern, forPeople, hasStandIn, isOpen, unknownNames } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';
import type { NeedDecision } from './need.ts';
import { placeReason, supply } from './what-to-supply.ts';

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
  /** The service that assumes a role, if AWS does not document what its request has. */
  readonly sender?: string | undefined;
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

/** The condition keys of statements that the request does not have, as far as the template shows it. */
const openKeys = ({ policies, request }: Question): readonly string[] => {
  const known = new Set(Object.keys(request.context).map((key) => key.toLowerCase()));
  const keys = policies
    .flatMap(({ statements }) => statements)
    .filter(({ statement }) => statement.Effect === 'Allow')
    .flatMap(({ statement }) => Object.values(statement.Condition ?? {}).flatMap(Object.keys));
  return [...new Set(keys)].filter((key) => !known.has(key.toLowerCase()) && !hasStandIn(key));
};

const reasonOf = (question: Question): string => {
  const { unknown, policies, request, model } = question;
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
  const keys = openKeys(question);
  if (keys.length > 0) return reasonOfKeys(keys, question);
  const isOfPlace = names.length === 0 && asPattern(request.resource) !== request.resource;
  return (
    (isOfPlace ? placeReason([...relevant, request.resource], model) : undefined) ??
    principalReason(question) ??
    'it depends on a value that the template does not show'
  );
};

/** A permission without a known principal, such as that of a connector, has the place that a person wrote. */
const principalReason = ({ policies, model }: Question): string | undefined => {
  const [place] = policies
    .flatMap(({ statements }) => statements)
    .filter(({ statement }) => isOpen(JSON.stringify(statement.Principal ?? '')))
    .flatMap(({ statement: { Sid = '' } }) => model.find(Sid)?.source?.where ?? []);
  return place && `the template does not show the principal of ${place}`;
};

const reasonOfKeys = (keys: readonly string[], { sender }: Question): string =>
  sender === undefined
    ? `it depends on the condition key ${keys.join(', ')}, whose value only the request has`
    : `AWS's documentation does not say that ${sender} sends ${keys.join(', ')} when it assumes a role; remove the condition`;
