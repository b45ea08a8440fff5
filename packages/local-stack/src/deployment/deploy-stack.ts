import type { AddressTable, LoopbackOrigins } from '../addresses.ts';
import { checkTemplate, type Template } from '../template/template.ts';
import { type DeployOptions, deployTemplate } from './deploy-template.ts';
import { type DeployedResources, readResources } from './deployed-resources.ts';
import type { DeployedResource, ResourceType } from './resource-type.ts';

export type AssembleContext = Pick<DeployOptions, 'account' | 'stackName'> & {
  /** Maps the addresses of the deployed resources. */
  readonly addresses: AddressTable;
  /** Folder of the packaged zips. */
  readonly artifactDirectory: string;
};

/** The part of a service that converts deployed resources to the service's model. */
export type Deployer<Model = unknown> = {
  readonly types: readonly ResourceType[];
  assemble(resources: DeployedResources, context: AssembleContext): Model;
};

/** The result of deploying a template. */
export type DeployedStack = {
  readonly template: Template;
  /** The template's outputs by name, resolved and mapped to loopback. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly DeployedResource[];
  readonly models: ReadonlyMap<Deployer, unknown>;
  /** Maps the addresses of the deployed resources. */
  readonly addresses: AddressTable;
};

export type DeployStackOptions = Omit<AssembleContext, 'addresses'> & {
  readonly origins: LoopbackOrigins;
  readonly services: readonly Deployer[];
  /** The resources before an update of the stack. */
  readonly previous?: readonly DeployedResource[];
};

/** Deploys a template. Throws `TemplateError` and `PolicyParseError`. */
export const deployStack = (template: Template, options: DeployStackOptions): DeployedStack => {
  // A change, a fault or an untyped caller can give a template that no file had.
  checkTemplate(template);
  const { services, previous = [], ...context } = options;
  const types = services.flatMap((service) => service.types);
  const deployed = deployTemplate(template, { ...context, types, previous });
  const typed = readResources(deployed.resources, types);
  const assembly = { ...context, addresses: deployed.addresses };
  const models = new Map(services.map((one) => [one, one.assemble(typed, assembly)]));
  return { template, models, ...deployed };
};

/** The model that a service assembled from its resources. */
export const modelOf = <Model>(
  { models }: Pick<DeployedStack, 'models'>,
  service: Deployer<Model>,
): Model => {
  if (!models.has(service)) throw new Error('The stack was deployed without this service.');
  return models.get(service) as Model;
};
