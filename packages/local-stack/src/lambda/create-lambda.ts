import type { Clock } from '@hopwise/auth/clock';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { AwsHandler } from '../aws-endpoint/aws-request.ts';
import type { TurnTraces } from '../decisions/turn-traces.ts';
import type { WriteFunctionLog } from '../logs/function-logs.ts';
import { createTaskRoots } from './artifact/task-roots.ts';
import { createFunctionRunner } from './environment/function-runner.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import { LambdaInvokeError, type LambdaInvoker } from './function/lambda-invoker.ts';
import { authorizedFunctions } from './invocation/authorized-functions.ts';
import { createInvoker } from './invocation/invoker.ts';
import { createLambdaService } from './invocation/lambda-service.ts';
import { createRuntimeSockets } from './runtime/runtime-sockets.ts';

const defaultMaxEnvironments = 20;
/** See https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const defaultInitLimitMs = 10_000;

export type LambdaOptions = {
  readonly functions: readonly DeployedFunction[];
  readonly access: AccessControl;
  readonly clock: Clock;
  readonly account: Account;
  readonly traces: TurnTraces;
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
  /** Concurrency limit of each function, in place of the account's quota. Default: 20. */
  readonly maxEnvironmentsPerFunction?: number;
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
  /** Ends the execution environments, so that the next invocations start cold. Busy ones finish first. */
  recycle(): Promise<void>;
  /** True if no invocation runs and no execution environment exists. */
  ended(): boolean;
  /** Ends everything, including invocations. Resolves when all processes and sockets are closed. */
  stop(): Promise<void>;
};

/** Lambda: runs each function's packaged artifact in separate processes. */
export const createLambda = (options: LambdaOptions): Lambda => {
  const taskRoots = createTaskRoots(options.workDirectory);
  const runtimeSockets = createRuntimeSockets(options);
  const context = {
    ...options,
    taskRoots,
    runtimeSockets,
    onLog: options.onLog ?? (() => undefined),
    writeLog: options.writeLog ?? (() => undefined),
    maxEnvironments: options.maxEnvironmentsPerFunction ?? defaultMaxEnvironments,
    initLimitMs: options.initLimitMs ?? defaultInitLimitMs,
    killDelayMs: options.killDelayMs ?? 0,
  };
  const runners = new Map(
    options.functions.map((one) => [one.arn, createFunctionRunner(one, context)]),
  );
  const authorized = authorizedFunctions({ ...options, runners });
  return {
    invoker: createInvoker(authorized),
    service: createLambdaService({ functions: authorized, account: options.account }),
    async functionEnvironment(name) {
      const found = options.functions.find((one) => one.name === name || one.arn === name);
      const runner = found && runners.get(found.arn);
      if (runner !== undefined) return runner.variables();
      throw new LambdaInvokeError('ResourceNotFoundException', `Function not found: ${name}`);
    },
    async recycle() {
      taskRoots.forget();
      await Promise.all([...runners.values()].map((runner) => runner.recycle()));
    },
    ended: () => [...runners.values()].every((runner) => runner.ended()),
    async stop() {
      await Promise.all([...runners.values()].map((runner) => runner.stop()));
      await Promise.all([taskRoots.remove(), runtimeSockets.remove()]);
    },
  };
};
