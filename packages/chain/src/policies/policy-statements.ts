import { asAlternatives, asList, asObject, type JsonObject } from '@hopwise/template/json';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { render } from '@hopwise/template/render';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { attachedTo, managedPolicyAt, type PolicyPlace } from './role-policies.ts';

/** One statement of a policy in a template. */
export type PolicyStatement = {
  /** The resource with the statement in its properties. */
  readonly logicalId: string;
  /** Path to the statement for a person: policy and `Sid`, or numbers. */
  readonly where: string;
  readonly effect: string;
  readonly actions: readonly string[];
  /** Rendered texts. */
  readonly resources: readonly string[];
  readonly statement: JsonObject;
};

/** The statements of a policy document. `path` names the policy for a person. */
export const statementsIn = (
  document: unknown,
  { logicalId, path }: { readonly logicalId: string; readonly path: string },
): readonly PolicyStatement[] =>
  asAlternatives(asObject(document).Statement).map((value, index) => {
    const statement = asObject(value);
    return {
      logicalId,
      where: `${path}, statement ${render(statement.Sid ?? String(index + 1))}`,
      effect: render(statement.Effect),
      actions: asAlternatives(statement.Action).map(render),
      resources: asAlternatives(statement.Resource).map(render),
      statement,
    };
  });

const inlinePolicies = ({ logicalId, properties }: TemplateResource): readonly PolicyStatement[] =>
  asAlternatives(properties.Policies).flatMap((value, index) => {
    const { PolicyName, PolicyDocument } = asObject(value);
    const name = PolicyName === undefined ? String(index + 1) : render(PolicyName);
    return statementsIn(PolicyDocument, { logicalId, path: `${logicalId}, policy ${name}` });
  });

const attachedPolicies = (model: TemplateModel): readonly TemplateResource[] =>
  model.ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy');

const ofAttached = ({ logicalId, properties }: TemplateResource): readonly PolicyStatement[] =>
  statementsIn(properties.PolicyDocument, { logicalId, path: logicalId });

const isOfAws = ({ where }: PolicyStatement, { logicalId, source }: TemplateResource): boolean =>
  source?.policiesOfAws?.some((name) => where.startsWith(`${logicalId}, policy ${name},`)) === true;

/** Every statement of every identity policy that a person wrote. */
export const identityStatements = (model: TemplateModel): readonly PolicyStatement[] => [
  ...model
    .ofType('AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group')
    .flatMap((one) => inlinePolicies(one).filter((statement) => !isOfAws(statement, one))),
  ...attachedPolicies(model)
    .filter(({ logicalId, source }) => source?.policiesOfAws?.includes(logicalId) !== true)
    .flatMap(ofAttached),
];

type OfRole = { readonly statements: readonly PolicyStatement[]; readonly steps: number };

const knownRoles = oncePerObject((_place: PolicyPlace) => new Map<string, OfRole>());

/** Comparing one action with the actions that callers look for. */
const stepsPerAction = 10;

/** The identity statements of one role, including its attached policies. */
export const statementsOfRole = (
  role: TemplateResource,
  place: PolicyPlace,
): readonly PolicyStatement[] => {
  const known = knownRoles(place);
  const kept = known.get(role.logicalId) ?? readStatementsOfRole(role, place);
  known.set(role.logicalId, kept);
  // Each caller looks at all of them.
  place.model.spend(kept.steps);
  return kept.statements;
};

const readStatementsOfRole = (role: TemplateResource, place: PolicyPlace): OfRole => {
  const statements = allStatementsOfRole(role, place);
  const actions = statements.flatMap((one) => one.actions);
  return { statements, steps: (statements.length + actions.length) * stepsPerAction };
};

const allStatementsOfRole = (
  role: TemplateResource,
  place: PolicyPlace,
): readonly PolicyStatement[] => [
  ...inlinePolicies(role),
  ...attachedTo(role, place).flatMap(ofAttached),
  ...asAlternatives(role.properties.ManagedPolicyArns)
    .flatMap((arn) => managedPolicyAt(place.texts.of(arn), place) ?? [])
    .flatMap(ofAttached),
];

/** The statements of a role's trust policy. */
export const trustStatements = ({
  logicalId,
  properties,
}: TemplateResource): readonly PolicyStatement[] =>
  statementsIn(properties.AssumeRolePolicyDocument, {
    logicalId,
    path: `${logicalId}, trust policy`,
  });

/** Services that a statement names as principals. */
export const servicePrincipals = ({ statement }: PolicyStatement): readonly string[] =>
  asList(asObject(statement.Principal).Service).map(render);

/** Whether a statement allows an action, by its name or a pattern. */
export const allows = ({ effect, actions }: PolicyStatement, action: string): boolean =>
  effect === 'Allow' && actions.some((pattern) => matchesAction(pattern, action));

const matchesAction = (pattern: string, action: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(action);
