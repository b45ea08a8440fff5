import type { StackEnvironment } from '@hopwise/contracts/stack-state';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { AwsRequest, AwsResponse } from '../aws-endpoint/aws-request.ts';
import type { ServiceApi } from '../aws-endpoint/schema-service.ts';
import type { AssembleContext, Deployer } from '../deployment/deploy-stack.ts';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import type { ResourceType } from '../deployment/resource-type.ts';
import type { ServiceContext } from './service-context.ts';

/** A running service of a stack. */
export type RunningService<Model, State> = {
  /** State that the operations read and change. */
  readonly state: State;
  /** Resolves names in an input to ARNs, so that the call can be authorized on them. */
  readonly resolveInput?: (input: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** The resource policy that decides a call on a resource, in addition to the caller's identity policies. */
  readonly resourcePolicyOf?: (resource: string) => NamedPolicy | undefined;
  /** Handles the requests that none of `operations` serves: the `handledOperations`, and refusals. */
  readonly handle?: (request: AwsRequest) => Promise<AwsResponse>;
  /** Replaces the model after an update of the stack. */
  update?(model: Model): void | Promise<void>;
  /** Variables for clients of the service; see `hopwise env`. */
  readonly environment?: () => StackEnvironment;
  /** States which of several resources `environment` names, and why. */
  readonly choices?: () => readonly string[];
  readonly stop?: () => Promise<unknown>;
};

/**
 * An AWS service of the local stack: its resource types, its API, and how it starts. `assemble` turns the
 * deployed resources into a `Model`. The operations work on a `State`. Members that accept a model or a state
 * are declared as methods, so that one list can hold services of different models.
 */
export type AwsService<Model = unknown, State = unknown> = Deployer<Model> & {
  readonly signingName: string;
  /** Undefined if the local stack only deploys the service's resources. */
  readonly api?: ServiceApi<State>;
  start?(context: ServiceContext, model: Model): RunningService<Model, State>;
};

type ServiceForm<Model, State> = {
  readonly signingName: string;
  readonly api?: ServiceApi<State>;
  readonly types?: readonly ResourceType[];
  readonly assemble?: (resources: DeployedResources, context: AssembleContext) => Model;
  readonly start?: (context: ServiceContext, model: Model) => RunningService<Model, State>;
};

/** Declares a service. Every folder of a service exports one such value, which `services.ts` lists. */
export const awsService = <Model = undefined, State = undefined>({
  types = [],
  // `Model` is undefined for a service without `assemble`.
  assemble = () => undefined as Model,
  ...form
}: ServiceForm<Model, State>): AwsService<Model, State> => ({ ...form, types, assemble });
