import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackEnvironment, StackState } from '@hopwise/contracts/stack-state';
import { type Account, seededAccount } from './account.ts';
import type { AgentModel } from './bedrock-agent/model/agent-model.ts';
import { type Clock, systemClock } from './clock.ts';
import type { CognitoAdmin } from './cognito/create-cognito.ts';
import type { CognitoUser } from './cognito/pool/cognito-user.ts';
import { createControlServer } from './control/control-server.ts';
import { createDecisionRecord, type DecisionRecord } from './decisions/decision-record.ts';
import type { DeployedStack } from './deployment/assemble-stack.ts';
import type { Faults } from './faults/create-faults.ts';
import { listenOnLoopback, loopbackHost } from './http/loopback-server.ts';
import { createRelays } from './http/relay.ts';
import { runDeployment } from './running-deployment.ts';
import { createSeededUser } from './seed/seeded-user.ts';
import { machineClientIds, type ServedStack, serveStack } from './serve-stack.ts';
import { stackEnvironmentOf } from './stack-environment.ts';
import { listenForHosts, type StackHosts } from './stack-hosts.ts';
import type { Template } from './template/template.ts';
import { createWebUiHost } from './web-ui-host/create-web-ui-host.ts';
import { pageConfigOf } from './web-ui-host/page-config.ts';
import type { WebUi } from './web-ui-host/web-ui.ts';

export type LocalStackOptions = {
  /** The packaged template of a stage. */
  readonly template: Template;
  /** Folder of the functions' packaged zips. */
  readonly artifactDirectory: string;
  readonly stage: string;
  /** Port of the API; a free one unless given. */
  readonly port?: number;
  /**
   * Address of this machine at which the API and the page can be reached from others; loopback unless given. What
   * takes or gives credentials stays on loopback, and the page then has no routes below `/local/`.
   */
  readonly host?: string;
  /** The page, if there is one to serve. */
  readonly webUi?: WebUi;
  readonly account?: Account;
  readonly clock?: Clock;
  /** What the agent thinks with; a deterministic planner unless given. */
  readonly model?: AgentModel;
  /** Confirmed users of the user pool. */
  readonly users?: readonly CognitoUser[];
  /** Names of the faults that are on from the start. */
  readonly faults?: readonly string[];
  /** Takes each log line of the functions. */
  readonly onLog?: (line: string, functionName: string) => void;
  /** Called when another process asked the stack to end. */
  readonly onStop?: () => void;
};

/** A stack that runs in this process. */
export type LocalStack = {
  readonly endpoints: Readonly<
    Record<'api' | 'aws' | 'gateway' | 'issuer' | 'tokenEndpoint', string> & { webUi?: string }
  >;
  /** Names and values with which a client reaches the stack; holds secrets of this stack. */
  readonly env: StackEnvironment;
  /** How other processes of the same user reach it. */
  readonly state: StackState;
  readonly decisions: DecisionRecord;
  readonly cognito: CognitoAdmin;
  readonly faults: Pick<Faults, 'list' | 'set'>;
  /** What is deployed at the moment, with the faults that are on. */
  template(): Template;
  /** Ends every execution environment, so that the next invocations start cold. */
  recycle(): Promise<void>;
  /** Settles with the last rotation of a secret; rejects where it failed. */
  rotationEnded(secretId: string): Promise<void>;
  /**
   * Deploys a changed template onto the running stack, the faults that are on included: functions, roles,
   * permissions, secrets, methods, gateways and what the local stack does not act on. Throws `TemplateError`
   * for any other change, and then changes nothing.
   */
  update(template: Template): Promise<void>;
  /** Ends it; afterwards no process is left and no port is open. */
  stop(): Promise<void>;
};

type Closing = () => Promise<unknown>;

/**
 * Deploys a packaged template on this machine, on loopback alone, with every credential checked. Several
 * stacks may run in one process.
 *
 * @throws TemplateError the template holds what the local stack does not deploy
 */
export const startLocalStack = async (options: LocalStackOptions): Promise<LocalStack> => {
  const closings: Closing[] = [];
  const stop = once(() => closeAll(closings.reverse()));
  try {
    return { ...(await open(options, closings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const open = async (
  options: LocalStackOptions,
  closings: Closing[],
): Promise<Omit<LocalStack, 'stop'>> => {
  const { account = seededAccount, clock = systemClock, users = [createSeededUser()] } = options;
  const decisions = createDecisionRecord(clock);
  const workDirectory = await mkdtemp(join(tmpdir(), 'hopwise-'));
  closings.push(() => rm(workDirectory, { recursive: true, force: true }));
  const stackName = `hopwise-${options.stage}`;
  const shared = { stackName, clock, relays: createRelays(), issuerClock: { aheadMs: 0 } };
  const hosts = await listenForHosts(account, reachableHosts(options), shared.relays);
  closings.push(hosts.close);
  const deployment = { ...options, account, addresses: hosts.addresses, stackName };
  const core = { account, users, decisions, hosts, workDirectory, closings };
  const serving = { ...options, ...shared, ...core };
  const running = await runDeployment({
    template: options.template,
    deployment,
    serve: (stack) => serveStack(stack, serving),
    faultPorts: (stack, served) => ({
      ...served,
      ...shared,
      machineClient: machineClientOf(stack),
    }),
  });
  for (const name of options.faults ?? []) await running.faults.set(name, true);
  const { served, faults, template, update } = running;
  const apiOrigin = hosts.origins.restApi;
  const environment = () =>
    stackEnvironmentOf({ account, stack: running.stack(), served, apiOrigin, user: users[0] });
  const env = environment();
  attachPage(options, { hosts, stack: running.stack(), decisions, faults });
  const control = await startControl(options, { environment, served, decisions, faults, template });
  closings.push(control.close);
  return {
    endpoints: {
      ...endpointsOf(env, hosts),
      aws: served.awsOrigin,
      issuer: running.stack().userPools[0]?.issuer ?? hosts.origins.issuer,
    },
    env,
    state: {
      ...{ pid: process.pid, stage: options.stage },
      ...{ startedAt: new Date(clock.now()).toISOString() },
      ...{ controlUrl: control.origin, controlToken: control.token },
    },
    decisions,
    cognito: served.cognito,
    faults,
    template,
    recycle: served.recycle,
    rotationEnded: served.rotationEnded,
    update,
  };
};

const reachableHosts = ({ host = loopbackHost, port = 0, webUi }: LocalStackOptions) => ({
  restApi: { host, port },
  webUi: webUi && { host, port: webUi.port ?? 0 },
});

const endpointsOf = (env: StackEnvironment, { origins }: StackHosts) => ({
  ...(origins.webUi !== undefined && { webUi: origins.webUi }),
  api: env.API_URL ?? origins.restApi,
  gateway: env.GATEWAY_URL ?? origins.gateway,
  tokenEndpoint: env.TOKEN_URL ?? origins.userPoolDomain,
});

type Page = Pick<Controlled, 'decisions' | 'faults'> & {
  readonly hosts: StackHosts;
  readonly stack: DeployedStack;
};

const attachPage = ({ webUi, host = loopbackHost }: LocalStackOptions, page: Page): void => {
  const { attach, origins } = page.hosts;
  if (!webUi || origins.webUi === undefined) return;
  const config = pageConfigOf(page.stack, { isLocal: host === loopbackHost });
  const { decisions, faults } = page;
  attach.webUi?.(createWebUiHost({ ...webUi, config, decisions, faults, origin: origins.webUi }));
};

const machineClientOf = (stack: DeployedStack) => ({
  clientId: machineClientIds(stack)[0] ?? '',
  secretId: stack.secrets[0]?.arn ?? '',
});

type Controlled = {
  readonly environment: () => StackEnvironment;
  readonly served: ServedStack;
  readonly decisions: DecisionRecord;
  readonly faults: Faults;
  readonly template: () => Template;
};

const startControl = async (
  { onStop = () => undefined }: LocalStackOptions,
  { served, ...controlled }: Controlled,
) => {
  const token = randomBytes(32).toString('base64url');
  const server = createControlServer({
    ...controlled,
    token,
    functionEnvironment: served.functionEnvironment,
    onStop,
  });
  return { ...(await listenOnLoopback(server, 0)), token };
};

/** Goes on where a part does not end: the others must. */
const closeAll = async (closings: readonly Closing[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const close of closings) {
    await close().catch((failure: unknown) => failures.push(failure));
  }
  if (failures.length > 0)
    throw new AggregateError(failures, 'The local stack did not end cleanly.');
};

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
};
