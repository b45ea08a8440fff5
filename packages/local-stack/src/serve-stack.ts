import type { Clock } from '@hopwise/auth/clock';
import type { StackEnvironment } from '@hopwise/contracts/stack-state';
import { createAccessControl } from './access/create-access-control.ts';
import { operatorRole } from './access/operator.ts';
import { createSessionStore } from './access/session-store.ts';
import type { Account } from './account.ts';
import { createAwsEndpoint } from './aws-endpoint/aws-endpoint.ts';
import type { AwsHandler } from './aws-endpoint/aws-request.ts';
import { operatorActionsOf } from './aws-service/operator-actions.ts';
import { createPorts, type Ports } from './aws-service/ports.ts';
import type { ServiceContext } from './aws-service/service-context.ts';
import { requestFormsOf, startServices } from './aws-service/start-services.ts';
import type { DecisionRecord } from './decisions/decision-record.ts';
import type { TurnTraces } from './decisions/turn-traces.ts';
import type { DeployedStack } from './deployment/deploy-stack.ts';
import { createFunctionNetwork } from './function-network/create-function-network.ts';
import { listenOnLoopback } from './http/loopback-server.ts';
import type { Relays } from './http/relay.ts';
import { accountRoles, deployedRoles } from './iam/iam-state.ts';
import { functionNetworks } from './lambda/lambda-state.ts';
import { services } from './services.ts';
import type { StackHosts } from './stack-hosts.ts';

export type ServeOptions = {
  readonly stackName: string;
  readonly account: Account;
  readonly clock: Clock;
  readonly decisions: DecisionRecord;
  readonly traces: TurnTraces;
  readonly hosts: Pick<StackHosts, 'attach' | 'origins'>;
  readonly relays: Relays;
  /** Fills the ports of the stack's options. */
  readonly provideOptions: (ports: Ports) => void;
  /** Receives the stop function of each part as soon as the part runs. */
  readonly closings: (() => Promise<unknown>)[];
};

export type ServedStack = {
  readonly awsOrigin: string;
  /** The ports that the services have filled. */
  readonly ports: Pick<Ports, 'use'>;
  /** Variables with which a client reaches the stack, with the operator's credentials. */
  environment(): StackEnvironment;
  /** States which of several resources `environment` names, and why. */
  choices(): readonly string[];
  /** Gives every service its model of the updated stack. */
  update(updated: DeployedStack): Promise<void>;
};

/** Starts every service of a deployed stack on its address. */
export const serveStack = async (
  stack: DeployedStack,
  options: ServeOptions,
): Promise<ServedStack> => {
  const { stackName, account, clock, decisions, traces, hosts, relays, closings } = options;
  let current = stack;
  const ports = createPorts();
  options.provideOptions(ports);
  const role = operatorRole(account, operatorActionsOf(services));
  ports.provide(accountRoles, [role]);
  const sessions = createSessionStore(clock);
  const access = createAccessControl({
    roles: () => ports.use(deployedRoles)(),
    sessions,
    decisions,
    account,
  });
  // The endpoint listens before the services start, because their start needs its origin.
  const handlers: AwsHandler[] = [];
  const forms = requestFormsOf(services);
  const endpoint = createAwsEndpoint({
    services: handlers,
    forms,
    access,
    decisions,
    clock,
    account,
    traces,
    relays,
  });
  const aws = await listenOnLoopback(endpoint.server, 0);
  closings.push(aws.close);
  const network = createFunctionNetwork({
    stack: () => current,
    origins: hosts.origins,
    account,
    decisions,
    traces,
    sessions,
    forms,
  });
  closings.push(network.close);
  ports.provide(functionNetworks, network);
  const context: ServiceContext = {
    account,
    clock,
    stackName,
    access,
    decisions,
    traces,
    ports,
    awsOrigin: aws.origin,
    attach: (host, listener) => hosts.attach[host](listener),
    originOf: (host) => hosts.origins[host],
    stack: () => current,
  };
  const running = startServices(services, context, closings);
  handlers.push(...running.handlers.map(network.before));
  const operator = sessions.issue({
    role,
    sessionName: 'operator',
    currentTurn: () => undefined,
    isOperator: true,
  });
  return {
    awsOrigin: aws.origin,
    ports,
    environment: () => ({
      AWS_ENDPOINT_URL: aws.origin,
      AWS_REGION: account.region,
      AWS_DEFAULT_REGION: account.region,
      AWS_ACCESS_KEY_ID: operator.accessKeyId,
      AWS_SECRET_ACCESS_KEY: operator.secretAccessKey,
      AWS_SESSION_TOKEN: operator.sessionToken,
      ...running.environment(),
    }),
    choices: running.choices,
    async update(updated) {
      current = updated;
      await running.update(updated);
    },
  };
};
