import type { Clock } from '@hopwise/auth/clock';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { AwsHandler } from '../aws-endpoint/aws-request.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import type { TurnTraces } from '../decisions/turn-traces.ts';
import type { WriteFunctionLog } from '../logs/function-logs.ts';
import { createTaskRoots } from './artifact/task-roots.ts';
import { type FunctionNetworks, openNetwork } from './environment/closed-origins.ts';
import { createFunctionRunner, type FunctionRunner } from './environment/function-runner.ts';
import { defaultScaling, type Scaling } from './environment/scaling.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import { LambdaInvokeError, type LambdaInvoker } from './function/lambda-invoker.ts';
import { qualifiedFunctions } from './function/qualified-functions.ts';
import { authorizedFunctions } from './invocation/authorized-functions.ts';
import { createInvoker } from './invocation/invoker.ts';
import { createLambdaService } from './invocation/lambda-service.ts';
import { createRuntimeProcesses } from './runtime/runtime-processes.ts';
import { createRuntimeSockets } from './runtime/runtime-sockets.ts';

/** See https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const defaultInitLimitMs = 10_000;

export type LambdaOptions = {
  readonly functions: readonly DeployedFunction[];
  readonly access: AccessControl;
  readonly clock: Clock;
  readonly account: Account;
  readonly traces: TurnTraces;
  /** Receives the failures to create an execution environment. */
  readonly decisions: Pick<DecisionRecord, 'add'>;
  /** Environment variables of every function, for instance `AWS_ENDPOINT_URL`. */
  readonly baseEnvironment: Readonly<Record<string, string>>;
  /**
   * Directory for unpacked artifacts. Place it outside of any package: Node looks for modules in all parent
   * directories, which contain none on AWS.
   */
  readonly workDirectory: string;
  /** Receives each log line: the functions' own, and Lambda's START, END and REPORT. */
  readonly onLog?: (line: string, functionName: string) => void;
  /** Writes each log line to CloudWatch Logs. Default: no log groups. */
  readonly writeLog?: WriteFunctionLog;
  /** What the functions can reach. Default: every host. */
  readonly networks?: FunctionNetworks;
  /** How many environments a function gets, and for how long. Default: `defaultScaling`. */
  readonly scaling?: Partial<Scaling>;
  /** Time limit of an initialization before an invocation. Default: 10 seconds, as in Lambda. */
  readonly initLimitMs?: number;
  /** Milliseconds between a function's timeout and its end. Default: 0, as in Lambda. */
  readonly killDelayMs?: number | undefined;
};

export type Lambda = {
  readonly invoker: LambdaInvoker;
  readonly service: AwsHandler;
  /**
   * Returns a function's environment with new credentials of its role, for a process outside of Lambda.
   * Accepts the function's name or ARN. Throws `LambdaInvokeError`.
   */
  functionEnvironment(name: string): Promise<Record<string, string>>;
  /** Deploys other functions. Running invocations finish on the old ones, and later ones start cold. */
  replaceFunctions(functions: readonly DeployedFunction[]): Promise<void>;
  /** Ends the execution environments, so that the next invocations start cold. Busy ones finish first. */
  recycle(): Promise<void>;
  /** What exists now. */
  usage(): LambdaUsage;
  /** Ends everything, including invocations. Resolves when all processes and sockets are closed. */
  stop(): Promise<void>;
};

export type LambdaUsage = {
  /** Runtime processes that have not exited. */
  readonly processes: number;
  /** Execution environments, including those that are being created and those that are ending. */
  readonly environments: number;
};

/** Lambda: runs each function's packaged artifact in separate processes. */
export const createLambda = (options: LambdaOptions): Lambda => {
  const taskRoots = createTaskRoots(options.workDirectory);
  const runtimeSockets = createRuntimeSockets(options);
  const processes = createRuntimeProcesses();
  const scaling = { ...defaultScaling, ...options.scaling };
  const context = {
    ...options,
    taskRoots,
    runtimeSockets,
    processes,
    scaling,
    onLog: options.onLog ?? (() => undefined),
    writeLog: options.writeLog ?? (() => undefined),
    networks: options.networks ?? openNetwork,
    initLimitMs: options.initLimitMs ?? defaultInitLimitMs,
    killDelayMs: options.killDelayMs ?? 0,
  };
  /** One runner for each function that was ever deployed, so that its pool also counts outdated environments. */
  const runners = new Map<string, FunctionRunner>();
  let deployed = new Map<string, DeployedFunction>();
  const all = <Result>(each: (runner: FunctionRunner) => Promise<Result>) =>
    Promise.all([...runners.values()].map(each));

  const deploy = (functions: readonly DeployedFunction[]): void => {
    deployed = new Map(
      functions.flatMap((one) => qualifiedFunctions(one).map((each) => [each.arn, each])),
    );
    for (const one of functions) {
      if (!runners.has(one.arn)) runners.set(one.arn, createFunctionRunner(one, context));
    }
  };
  deploy(options.functions);
  const idleTimer = setInterval(() => all((runner) => runner.endIdle()), scaling.idleCheckMs);
  idleTimer.unref();

  const authorized = authorizedFunctions({
    access: options.access,
    find(functionArn) {
      const deployedFunction = deployed.get(functionArn);
      // A version or an alias runs in the environments of its function, whose ARN has seven parts.
      const arn = functionArn.split(':').slice(0, 7).join(':');
      const runner = deployedFunction && runners.get(arn);
      return runner && { deployedFunction, runner };
    },
  });
  return {
    invoker: createInvoker(authorized),
    service: createLambdaService({ functions: authorized, account: options.account }),
    async functionEnvironment(name) {
      const found = [...deployed.values()].find((one) => [one.name, one.arn].includes(name));
      const runner = found && runners.get(found.arn);
      if (runner !== undefined) return runner.variables();
      throw new LambdaInvokeError('ResourceNotFoundException', `Function not found: ${name}`);
    },
    async replaceFunctions(functions) {
      taskRoots.forget();
      deploy(functions);
      await Promise.all(
        [...runners].map(([arn, runner]) => {
          const replacement = deployed.get(arn);
          return replacement ? runner.replace(replacement) : runner.recycle();
        }),
      );
    },
    async recycle() {
      taskRoots.forget();
      await all((runner) => runner.recycle());
    },
    usage: () => ({
      processes: processes.count(),
      environments: [...runners.values()].reduce((sum, one) => sum + one.environments(), 0),
    }),
    async stop() {
      clearInterval(idleTimer);
      await all((runner) => runner.stop());
      await processes.end();
      await Promise.all([taskRoots.remove(), runtimeSockets.remove()]);
    },
  };
};
