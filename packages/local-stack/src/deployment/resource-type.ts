import type { Account } from '../account.ts';

/** What a reference to a deployed resource yields. */
export type ResourceIdentity = {
  /** Value of `Ref`. */
  readonly ref: string;
  /** Values of `Fn::GetAtt`. */
  readonly attributes: Readonly<Record<string, string>>;
};

export type DeployContext = {
  readonly logicalId: string;
  readonly account: Account;
  /** Begins the name of what the template does not name. */
  readonly stackName: string;
};

/** How a CloudFormation resource type is deployed locally. */
export type ResourceType = {
  readonly type: string;
  /** Gives the resource its physical identity. Properties come resolved and mapped to loopback. */
  identify(properties: Readonly<Record<string, unknown>>, context: DeployContext): ResourceIdentity;
};

/** A resource after its deployment. */
export type DeployedResource = ResourceIdentity & {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
};
