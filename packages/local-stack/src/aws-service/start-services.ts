import type { StackEnvironment } from '@hopwise/contracts/stack-state';
import type { AwsHandler } from '../aws-endpoint/aws-request.ts';
import type { RequestForms } from '../aws-endpoint/request-form.ts';
import { createSchemaService } from '../aws-endpoint/schema-service.ts';
import { type DeployedStack, modelOf } from '../deployment/deploy-stack.ts';
import type { AwsService, RunningService } from './aws-service.ts';
import type { ServiceContext } from './service-context.ts';

/** The running services of one stack. */
export type RunningServices = {
  readonly handlers: readonly AwsHandler[];
  environment(): StackEnvironment;
  /** States which of several resources `environment` names, and why. */
  choices(): readonly string[];
  /** Gives every service its model of the updated stack. */
  update(stack: DeployedStack): Promise<void>;
};

/** The request forms by which the endpoint distinguishes services. */
export const requestFormsOf = (services: readonly AwsService[]): RequestForms =>
  new Map(services.flatMap(({ signingName, api }) => (api ? [[signingName, api] as const] : [])));

/** Starts services in their order. `closings` receives the stop function of each service as soon as it runs. */
export const startServices = (
  services: readonly AwsService[],
  context: ServiceContext,
  closings: (() => Promise<unknown>)[],
): RunningServices => {
  const stack = context.stack();
  const started = services.flatMap((service) => {
    const running = service.start?.(context, modelOf(stack, service));
    if (!running) return [];
    if (running.stop) closings.push(running.stop);
    return { service, running };
  });
  return {
    handlers: started.flatMap(({ service, running }) => handlerOf(service, running, context) ?? []),
    environment: () =>
      Object.assign({}, ...started.map(({ running }) => running.environment?.() ?? {})),
    choices: () => started.flatMap(({ running }) => running.choices?.() ?? []),
    async update(updated) {
      for (const { service, running } of started) {
        await running.update?.(modelOf(updated, service));
      }
    },
  };
};

/**
 * A service's API at the shared endpoint: operations with a schema, operations of the service's handler, and
 * refusals of all others.
 */
export const handlerOf = <Model, State>(
  { signingName, api, types }: AwsService<Model, State>,
  { state, resolveInput, resourcePolicyOf, handle }: RunningService<Model, State>,
  { access, account }: Pick<ServiceContext, 'access' | 'account'>,
): AwsHandler | undefined => {
  if (!api) return undefined;
  const schemas = createSchemaService({
    signingName,
    api,
    types: types.map(({ type }) => type),
    state,
    access,
    account,
    resolveInput,
    resourcePolicyOf,
  });
  return {
    signingName,
    handle: (request) =>
      handle && schemas.leavesToHandler(request) ? handle(request) : schemas.handle(request),
  };
};
