import type { StackEnvironment } from '@hopwise/contracts/stack-state';
import { seededAccount } from '../../src/account.ts';
import type { AwsHandler } from '../../src/aws-endpoint/aws-request.ts';
import type { AwsService, RunningService } from '../../src/aws-service/aws-service.ts';
import { createPorts, type Port, type Ports } from '../../src/aws-service/ports.ts';
import type { ServiceContext } from '../../src/aws-service/service-context.ts';
import { handlerOf } from '../../src/aws-service/start-services.ts';
import type { FixtureParts } from '../aws-endpoint/endpoint-fixture.ts';

export type RunService<Model> = AwsHandler & {
  use<Value>(port: Port<Value>): Value;
  /** Variables with which a client reaches the service. */
  environment(): StackEnvironment;
  choices(): readonly string[];
  /** Applies a model as an update of the stack would. */
  update(model: Model): void;
};

type Options = FixtureParts & {
  /** Provides the values of other services and of the stack. */
  readonly provide?: (ports: Ports) => void;
};

const absent = (what: string) => (): never => {
  throw new Error(`The service runs without ${what}.`);
};

/** Serves a service's API with a given state. */
export const serveApi = <Model, State>(
  service: AwsService<Model, State>,
  running: RunningService<Model, State>,
  { access }: Pick<FixtureParts, 'access'>,
): AwsHandler => {
  const handler = handlerOf(service, running, { access, account: seededAccount });
  if (!handler) throw new Error(`${service.signingName} has no API.`);
  return handler;
};

/** Starts one service of the local stack with a given model, outside of a stack. */
export const runService = <Model, State>(
  service: AwsService<Model, State>,
  model: Model,
  { provide, ...parts }: Options,
): RunService<Model> => {
  const ports = createPorts();
  provide?.(ports);
  const context: ServiceContext = {
    ...parts,
    ports,
    account: seededAccount,
    stackName: 'hopwise-local',
    awsOrigin: 'http://127.0.0.1:1',
    attach: absent('hosts'),
    originOf: absent('hosts'),
    stack: absent('a stack'),
  };
  const running = service.start?.(context, model);
  if (!running) throw new Error(`${service.signingName} does not start.`);
  return {
    ...serveApi(service, running, parts),
    use: ports.use,
    environment: () => running.environment?.() ?? {},
    choices: () => running.choices?.() ?? [],
    update(updated) {
      void running.update?.(updated);
    },
  };
};
