import * as z from 'zod/mini';
import type { Account } from '../account.ts';
import type { DeployedAddress } from '../addresses.ts';

/** The values of references to a deployed resource. */
export type ResourceIdentity = {
  /** Value of `Ref`. */
  readonly ref: string;
  /** Values of `Fn::GetAtt`. */
  readonly attributes: Readonly<Record<string, string>>;
};

export type DeployContext = {
  readonly logicalId: string;
  readonly account: Account;
  /** Prefix of a generated name. */
  readonly stackName: string;
};

type RawProperties = Readonly<Record<string, unknown>>;

/** Descriptions and tags: inert on every type, and an update of a running stack can change them. */
export const descriptive = /^(Description|TagList|\w*Tags)$/;

/** The changes that an update of a running stack can make. "anything" includes add, remove and replace. */
export type UpdateRule = 'nothing' | 'in place' | 'anything';

/** How a CloudFormation resource type is deployed locally. */
export type ResourceType<Properties = unknown> = {
  readonly type: string;
  /** Every property: those that the local stack acts on, the inert ones and the refused ones. */
  readonly schema: z.ZodMiniType<Properties>;
  readonly update: UpdateRule;
  /** Returns the resource's physical identity. The properties are resolved and mapped to loopback. */
  identify(properties: RawProperties, context: DeployContext): ResourceIdentity;
  /** The addresses on AWS that reach a resource of this type. Default: none. */
  addresses?(resource: DeployedResource, account: Account): readonly DeployedAddress[];
};

/** The parsed properties of a resource type, for instance `PropertiesOf<typeof method>`. */
export type PropertiesOf<Type> = Type extends ResourceType<infer Properties> ? Properties : never;

type TypeForm<Shape extends z.core.$ZodLooseShape> = Pick<
  ResourceType,
  'update' | 'identify' | 'addresses'
> & {
  readonly properties: Shape;
};

/**
 * Declares a resource type. A type lists every property of its CloudFormation schema, except descriptions and
 * tags. `inert` and `refused` mark those that the local stack does not act on. Unknown properties are refused by name.
 */
export const resourceType = <Shape extends z.core.$ZodLooseShape>(
  type: string,
  { properties, ...form }: TypeForm<Shape>,
): ResourceType<z.output<z.ZodMiniObject<Shape, z.core.$strict>>> => ({
  ...form,
  type,
  schema: z.strictObject(properties),
});

/** A resource after its deployment. */
export type DeployedResource = ResourceIdentity & {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: RawProperties;
};
