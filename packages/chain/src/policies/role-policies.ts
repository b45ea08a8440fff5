import { asAlternatives, asList, asObject, isIntrinsic } from '@hopwise/template/json';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { forPeople } from '../texts/stand-ins.ts';
import type { Texts } from '../texts/texts.ts';
import { findManagedPolicy, type ManagedPolicies } from './managed-policies.ts';
import { readPolicy, type WrittenPolicy } from './written-policy.ts';

/** What a template shows about the permissions of a role. */
export type RolePolicies = {
  readonly policies: readonly WrittenPolicy[];
  readonly boundary: WrittenPolicy | undefined;
  /** Policies that the template does not show, for a person. They can grant or deny anything. */
  readonly unknown: readonly string[];
};

/** The template with the policies. */
export type PolicyPlace = { readonly model: TemplateModel; readonly texts: Texts };

type PolicySource = PolicyPlace & { readonly managedPolicies: ManagedPolicies };

/** The role that a text names by its ARN or its name. `undefined` if it is not in the template. */
export const roleAt = (text: string, { model, texts }: PolicyPlace): TemplateResource | undefined =>
  model
    .ofType('AWS::IAM::Role')
    .find(({ logicalId }) =>
      ['Arn', 'Ref'].some((attribute) => texts.attribute(logicalId, attribute) === text),
    );

const knownRoles = oncePerObject((_source: PolicySource) => new Map<string, RolePolicies>());

/** The permissions of a role: its inline policies, the policies attached to it, and its managed policies. */
export const policiesOfRole = (role: TemplateResource, source: PolicySource): RolePolicies => {
  const known = knownRoles(source);
  const policies = known.get(role.logicalId) ?? readPoliciesOfRole(role, source);
  known.set(role.logicalId, policies);
  return policies;
};

const readPoliciesOfRole = (role: TemplateResource, source: PolicySource): RolePolicies => {
  const { properties } = role;
  const managed = asAlternatives(properties.ManagedPolicyArns).map((arn) =>
    managedPolicy(arn, source),
  );
  const inline = inlinePolicies(role, source);
  const boundary =
    properties.PermissionsBoundary === undefined
      ? undefined
      : managedPolicy(properties.PermissionsBoundary, source);
  return {
    policies: [
      ...inline.policies,
      ...attachedPolicies(role, source),
      ...managed.flatMap((one) => one.policy ?? []),
    ],
    boundary: boundary?.policy,
    unknown: [
      ...inline.unknown,
      ...[...managed, boundary].flatMap((one) => one?.unknown ?? []),
      ...(isIntrinsic(properties.ManagedPolicyArns) ? ['its list of managed policies'] : []),
    ],
  };
};

/** The inline policies of a role. SAM leaves an unknown policy template in this list. */
const inlinePolicies = (
  { logicalId, properties }: TemplateResource,
  source: PolicySource,
): Omit<RolePolicies, 'boundary'> => {
  const read = asAlternatives(properties.Policies).map((value, index) => {
    const { PolicyName, PolicyDocument } = asObject(value);
    if (PolicyDocument === undefined) {
      return { unknown: `the policy ${Object.keys(asObject(value))[0] ?? index + 1}` };
    }
    const name = PolicyName === undefined ? String(index + 1) : source.texts.of(PolicyName);
    return { policy: readPolicy(PolicyDocument, { logicalId, name, texts: source.texts }) };
  });
  return {
    policies: read.flatMap((one) => one.policy ?? []),
    unknown: [
      ...read.flatMap((one) => one.unknown ?? []),
      ...(isIntrinsic(properties.Policies) ? ['its list of policies'] : []),
    ],
  };
};

const attachedPolicies = (role: TemplateResource, source: PolicyPlace): readonly WrittenPolicy[] =>
  attachedTo(role, source).map(({ logicalId, properties, condition }) =>
    readPolicy(properties.PolicyDocument, {
      logicalId,
      name: logicalId,
      texts: source.texts,
      condition,
    }),
  );

/** The resources that attach a policy to a role. */
export const attachedTo = (
  role: TemplateResource,
  { model, texts }: PolicyPlace,
): readonly TemplateResource[] => {
  const names = ['Ref', 'Arn'].map((attribute) => texts.attribute(role.logicalId, attribute));
  return model
    .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy')
    .filter(({ properties: { Roles, RoleName } }) =>
      [...asList(Roles), ...asList(RoleName)].some((one) => names.includes(texts.of(one))),
    );
};

type Managed = { readonly policy?: WrittenPolicy; readonly unknown?: string };

/** The managed policy that a text names by its ARN. `undefined` if it is not in the template. */
export const managedPolicyAt = (
  arn: string,
  { model, texts }: PolicyPlace,
): TemplateResource | undefined =>
  model
    .ofType('AWS::IAM::ManagedPolicy')
    .find(({ logicalId }) => texts.attribute(logicalId, 'Ref') === arn);

const managedPolicy = (value: unknown, source: PolicySource): Managed => {
  const { texts, managedPolicies } = source;
  const arn = texts.of(value);
  const ofAws = findManagedPolicy(arn, managedPolicies);
  if (ofAws !== undefined) {
    return { policy: readPolicy(ofAws, { logicalId: arn, name: arn, texts }) };
  }
  const written = managedPolicyAt(arn, source);
  if (written === undefined) return { unknown: `the managed policy ${forPeople(arn)}` };
  const { logicalId, properties } = written;
  return { policy: readPolicy(properties.PolicyDocument, { logicalId, name: logicalId, texts }) };
};
