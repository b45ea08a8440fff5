import type { Account } from '../account.ts';
import { type AddressTable, createAddressTable, type LoopbackOrigins } from '../addresses.ts';
import { resolveIntrinsics } from '../template/resolve-intrinsics.ts';
import { dependenciesOf } from '../template/resource-attributes.ts';
import type { Template } from '../template/template.ts';
import { TemplateError, UnplacedError } from '../template/template-error.ts';
import { refuseOddHost } from './refuse-odd-host.ts';
import { refuseUnknownType } from './refuse-unknown-type.ts';
import type { DeployedResource, ResourceIdentity, ResourceType } from './resource-type.ts';

export type DeployedTemplate = {
  readonly resources: readonly DeployedResource[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Maps the addresses of these resources. */
  readonly addresses: AddressTable;
};

export type DeployOptions = {
  readonly account: Account;
  /** Where the local stack serves the deployed resources. */
  readonly origins: LoopbackOrigins;
  readonly stackName: string;
  /** Every type that the local stack deploys. It refuses all others by name. */
  readonly types: readonly ResourceType[];
  /** The resources before an update. A resource that is not replaced keeps its identity and generated values. */
  readonly previous?: readonly DeployedResource[];
};

/**
 * Deploys every resource of a template in the order of the references between them.
 *
 * @throws TemplateError a condition; a parameter; an unknown type, attribute, intrinsic or logical id; a cycle of references
 */
export const deployTemplate = (template: Template, options: DeployOptions): DeployedTemplate => {
  // The addresses of all resources are known only after a first pass.
  const { resources } = resolveTemplate(template, options, createAddressTable(options.origins, []));
  const deployed = resources.flatMap((resource) => {
    const type = options.types.find(({ type }) => type === resource.type);
    const addressesOfType = type?.addresses?.(resource, options.account) ?? [];
    for (const one of addressesOfType) refuseOddHost(one, resource);
    return addressesOfType;
  });
  const addresses = createAddressTable(options.origins, deployed);
  return { ...resolveTemplate(template, options, addresses), addresses };
};

const resolveTemplate = (
  template: Template,
  options: DeployOptions,
  addresses: AddressTable,
): Omit<DeployedTemplate, 'addresses'> => {
  const deployed = new Map<string, DeployedResource>();
  const inProgress: string[] = [];

  const resolve = (value: unknown): unknown =>
    addresses.rewriteAll(
      resolveIntrinsics(value, {
        ref: (name) => pseudoParameter(name, options) ?? deploy(name).ref,
        attribute: (logicalId, attribute) => attributeOf(deploy(logicalId), attribute),
      }),
    );

  const resolveAt = (value: unknown, placeOf: () => string): unknown => {
    try {
      return resolve(value);
    } catch (error) {
      throw error instanceof UnplacedError ? error.at(placeOf()) : error;
    }
  };

  const resolves = (value: unknown): boolean => {
    try {
      resolve(value);
      return true;
    } catch {
      return false;
    }
  };

  const propertiesOf = (
    { Properties = {} }: Template['Resources'][string],
    logicalId: string,
  ): Record<string, unknown> => {
    const resolved = resolveAt(Properties, () => {
      const wrong = Object.entries(Properties).find(([, value]) => !resolves(value));
      return wrong ? `property ${wrong[0]} of ${logicalId}` : `the properties of ${logicalId}`;
    });
    if (isRecord(resolved)) return resolved;
    throw new TemplateError(`The properties of ${logicalId} are a reference, not an object.`);
  };

  const deploy = (logicalId: string): DeployedResource => {
    const known = deployed.get(logicalId);
    if (known) return known;
    assertNoCycle(inProgress, logicalId);
    const definition = own(template.Resources, logicalId);
    if (definition === undefined) {
      throw new UnplacedError(unknownReference(template, logicalId));
    }
    const type = refuseUnknownType(definition.Type, logicalId, options.types);
    refuseCondition(definition.Condition, logicalId);
    inProgress.push(logicalId);
    for (const dependency of dependenciesOf(definition)) {
      if (Object.hasOwn(template.Resources, dependency)) deploy(dependency);
    }
    const properties = propertiesOf(definition, logicalId);
    inProgress.pop();
    const identity = type.identify(properties, { ...options, logicalId });
    const created = { ...identity, logicalId, type: type.type, properties };
    const resource = { ...created, ...keptIdentity(created, options.previous) };
    deployed.set(logicalId, resource);
    return resource;
  };

  for (const logicalId of Object.keys(template.Resources)) deploy(logicalId);
  const outputs = Object.entries(template.Outputs ?? {}).map(([name, output]) => {
    refuseCondition(output.Condition, `the output ${name}`);
    const value = resolveAt(output.Value, () => `the output ${name}`);
    return [name, outputOf(value, name)] as const;
  });
  return { resources: [...deployed.values()], outputs: Object.fromEntries(outputs) };
};

const keptIdentity = (
  { logicalId, type, ref }: DeployedResource,
  previous: readonly DeployedResource[] = [],
): Partial<ResourceIdentity> => {
  const known = previous.find((one) => one.logicalId === logicalId && one.type === type);
  return known?.ref === ref ? { ref, attributes: known.attributes } : {};
};

const unknownReference = ({ Parameters = {} }: Template, name: string): string =>
  Object.hasOwn(Object(Parameters), name)
    ? `The template refers to its parameter ${name}. The local stack reads no parameters: write the value in its place.`
    : `The template refers to ${name}, which it does not define.`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Not a member that every object has, such as `constructor`. */
const own = <Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

const pseudoParameter = (name: string, { account, stackName }: DeployOptions): string | undefined =>
  own(
    {
      'AWS::AccountId': account.accountId,
      'AWS::Partition': account.partition,
      'AWS::Region': account.region,
      'AWS::StackName': stackName,
      'AWS::URLSuffix': 'amazonaws.com',
    },
    name,
  );

const outputOf = (value: unknown, name: string): string => {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new TemplateError(`The value of the output ${name} is not a string, number or boolean.`);
};

const attributeOf = (resource: DeployedResource, attribute: string): string => {
  const value = own(resource.attributes, attribute);
  if (value !== undefined) return value;
  throw new UnplacedError(
    `${resource.logicalId} (${resource.type}) has no attribute ${attribute}; it has ${Object.keys(resource.attributes).join(', ') || 'none'}.`,
  );
};

/** The resource might not exist on AWS, so the local stack cannot ignore its condition. */
const refuseCondition = (condition: unknown, logicalId: string): void => {
  if (condition === undefined) return;
  throw new TemplateError(
    `The local stack does not evaluate the condition ${typeof condition === 'string' ? condition : JSON.stringify(condition)} of ${logicalId}.`,
  );
};

const assertNoCycle = (inProgress: readonly string[], logicalId: string): void => {
  if (!inProgress.includes(logicalId)) return;
  throw new TemplateError(
    `The resources refer to each other: ${[...inProgress, logicalId].join(' → ')}.`,
  );
};
