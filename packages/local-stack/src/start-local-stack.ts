import { rm } from 'node:fs/promises';
import { type Clock, systemClock } from '@hopwise/auth/clock';
import type { StackEnvironment, StackSources, StackState } from '@hopwise/contracts/stack-state';
import { type Account, seededAccount } from './account.ts';
import { attachPage } from './attach-page.ts';
import type { AgentModel } from './bedrock-agent/model/agent-model.ts';
import { type Closing, closeAll, once } from './close-all.ts';
import { cognito } from './cognito/cognito.ts';
import type { CognitoAdmin } from './cognito/create-cognito.ts';
import type { CognitoUser } from './cognito/pool/cognito-user.ts';
import { cognitoAdmin } from './cognito/user-pools-state.ts';
import { startControl } from './control/start-control.ts';
import { createDecisionRecord, type DecisionRecord } from './decisions/decision-record.ts';
import { createArrivalTimer } from './decisions/time-arrivals.ts';
import { createTurnTraces } from './decisions/turn-traces.ts';
import { type DeployedStack, modelOf } from './deployment/deploy-stack.ts';
import type { HiddenChange } from './edits/hidden-changes.ts';
import { faultPortsOf } from './fault-ports.ts';
import type { Faults } from './faults/create-faults.ts';
import { loopbackHost } from './http/loopback-server.ts';
import { createRelays } from './http/relay.ts';
import type { LambdaUsage } from './lambda/create-lambda.ts';
import { functionControl } from './lambda/lambda-state.ts';
import { provideOptions } from './provide-options.ts';
import { runDeployment } from './running-deployment.ts';
import { secretsAdmin } from './secrets-manager/secrets-admin.ts';
import { createSeededUser } from './seed/seeded-user.ts';
import { type ServedStack, serveStack } from './serve-stack.ts';
import { services } from './services.ts';
import { listenForHosts, type StackHosts } from './stack-hosts.ts';
import type { Template } from './template/template.ts';
import type { WebUi } from './web-ui-host/web-ui.ts';
import { createWorkDirectory } from './work-directory/work-directory.ts';

export type LocalStackOptions = {
  /** The packaged template of a stage. */
  readonly template: Template;
  /** Folder of the functions' packaged zips. */
  readonly artifactDirectory: string;
  readonly stage: string;
  /** Port of the API. Default: a free port. */
  readonly port?: number;
  /**
   * Address of this machine at which other machines reach the API and the page. Default: loopback. Endpoints that
   * accept or return credentials stay on loopback. The page then has no routes below `/local/`.
   */
  readonly host?: string;
  /** The page. Default: no page. */
  readonly webUi?: WebUi;
  readonly account?: Account;
  readonly clock?: Clock;
  /** The model of the agents. Default: a deterministic planner. */
  readonly model?: AgentModel;
  /** Confirmed users of the user pool. */
  readonly users?: readonly CognitoUser[];
  /** Names of the faults that are on from the start. */
  readonly faults?: readonly string[];
  /** Receives each log line of the functions. */
  readonly onLog?: (line: string, functionName: string) => void;
  /**
   * How long after its timeout a function is ended, in milliseconds, also during its initialization. Default: 0, as in
   * Lambda. A test of a timeout that the function itself notices sets it, because a busy machine can delay the
   * function's start and answer.
   */
  readonly killDelayMs?: number;
  /** Compares the deployed package with the files of the service. Default: no file is known to have changed. */
  readonly sources?: () => Promise<StackSources>;
  /** Called when another process stops the stack. */
  readonly onStop?: () => void;
};

/** A stack that runs in this process. */
export type LocalStack = {
  readonly endpoints: Readonly<
    Record<'api' | 'aws' | 'gateway' | 'issuer' | 'tokenEndpoint', string> & { webUi?: string }
  >;
  /** Variables with which a client reaches the stack. They contain secrets of this stack. */
  readonly env: StackEnvironment;
  /** Sentences that say which secret, client or user pool `env` names where the template has several, and why. */
  readonly choices: readonly string[];
  /** How other processes of the same user reach the stack. */
  readonly state: StackState;
  readonly decisions: DecisionRecord;
  readonly cognito: CognitoAdmin;
  readonly faults: Pick<Faults, 'list' | 'set'>;
  /** The template that is deployed now, with the active faults and the edits of API operations. */
  template(): Template;
  /**
   * Returns a new address of the page, or `undefined` without a page. On loopback, it has a code that gives access to one
   * browser, which keeps the access until the stack stops.
   */
  pageAddress(): string | undefined;
  /** Ends every execution environment, so that the next invocations start cold. */
  recycle(): Promise<void>;
  /** The execution environments of the functions, and their processes. */
  usage(): LambdaUsage;
  /** Resolves after the last rotation of a secret, or rejects if it failed. */
  rotationEnded(secretId: string): Promise<void>;
  /**
   * Deploys a changed template, with the active faults and the edits of API operations, onto the running stack. It
   * applies changes of functions, roles, permissions, secrets, methods, agents, gateways, tags and descriptions. For
   * any other change it throws `TemplateError` and changes nothing. Returns the changes that a fault or an edit hides.
   * @param artifactDirectory folder of the changed zips; default: the current folder
   */
  update(template: Template, artifactDirectory?: string): Promise<readonly HiddenChange[]>;
  /** Stops the stack. Afterwards no process runs and no port is open. */
  stop(): Promise<void>;
};

/**
 * Deploys a packaged template on this machine, on loopback only, and checks every credential. Several stacks can
 * run in one process.
 *
 * @throws TemplateError the template contains something that the local stack does not deploy
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
  const { template, stage, webUi, host, account = seededAccount, clock = systemClock } = options;
  const stackName = `hopwise-${stage}`;
  const decisions = createDecisionRecord(clock);
  const relays = createRelays();
  const issuerClock = { aheadMs: 0 };
  const workDirectory = await createWorkDirectory();
  closings.push(() => rm(workDirectory, { recursive: true, force: true }));
  const traces = createTurnTraces(clock);
  const onArrival = createArrivalTimer(traces, decisions);
  const hosts = await listenForHosts(reachableHosts(options), { relays, onArrival });
  closings.push(hosts.close);
  const running = await runDeployment({
    template,
    deployment: {
      services,
      account,
      origins: hosts.origins,
      artifactDirectory: options.artifactDirectory,
      stackName,
    },
    serve: (stack, edits) =>
      serveStack(stack, {
        stackName,
        account,
        clock,
        decisions,
        traces,
        hosts,
        relays,
        closings,
        provideOptions: (ports) =>
          provideOptions(ports, {
            account,
            clock,
            lambda: { workDirectory, onLog: options.onLog, killDelayMs: options.killDelayMs },
            cognito: { users: options.users ?? [createSeededUser()], issuerClock },
            model: options.model,
            edits,
          }),
      }),
    faultPorts: (served) => faultPortsOf(served, { relays, issuerClock, clock }),
    recycle: ({ ports }) => ports.use(functionControl).recycle(),
  });
  const { served, faults } = running;
  for (const name of options.faults ?? []) await faults.set(name, true);
  const pageAddress =
    webUi && attachPage({ webUi, host, hosts, stack: running.stack(), decisions, faults });
  const { functionEnvironment, recycle, usage } = served.ports.use(functionControl);
  const control = await startControl({
    environment: served.environment,
    functionEnvironment,
    decisions,
    faults,
    template: running.template,
    pageAddress: () => pageAddress?.(),
    sources: options.sources ?? (async () => ({ state: 'current', changed: [] })),
    onStop: options.onStop ?? (() => undefined),
  });
  closings.push(control.close);
  const env = served.environment();
  return {
    endpoints: endpointsOf(env, { awsOrigin: served.awsOrigin, stack: running.stack(), hosts }),
    env,
    choices: served.choices(),
    state: {
      pid: process.pid,
      stage,
      startedAt: new Date(clock.now()).toISOString(),
      controlUrl: control.origin,
      controlToken: control.token,
      // A page for other machines has no routes of the local stack, so it shows no turns.
      ...((host ?? loopbackHost) === loopbackHost &&
        hosts.origins.webUi !== undefined && { pageUrl: hosts.origins.webUi }),
    },
    decisions,
    cognito: served.ports.use(cognitoAdmin),
    faults,
    template: running.template,
    pageAddress: () => pageAddress?.(),
    recycle,
    usage,
    rotationEnded: served.ports.use(secretsAdmin).rotationEnded,
    update: running.update,
  };
};

const reachableHosts = ({ host = loopbackHost, port = 0, webUi }: LocalStackOptions) => ({
  restApi: { host, port },
  webUi: webUi && { host, port: webUi.port ?? 0 },
});

type Endpoints = Pick<ServedStack, 'awsOrigin'> & {
  readonly stack: DeployedStack;
  readonly hosts: StackHosts;
};

const endpointsOf = (
  env: StackEnvironment,
  { awsOrigin, stack, hosts: { origins } }: Endpoints,
): LocalStack['endpoints'] => ({
  ...(origins.webUi !== undefined && { webUi: origins.webUi }),
  api: env.API_URL ?? origins.restApi,
  aws: awsOrigin,
  gateway: env.GATEWAY_URL ?? origins.gateway,
  issuer: modelOf(stack, cognito)[0]?.issuer ?? origins.issuer,
  tokenEndpoint: env.TOKEN_URL ?? origins.userPoolDomain,
});
