import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { AwsService } from '../aws-endpoint/aws-service.ts';
import type { Clock } from '../clock.ts';
import type { TurnTraces } from '../decisions/turn-traces.ts';
import { createTaskRoots } from './artifact/task-roots.ts';
import { createFunctionRunner } from './environment/function-runner.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import { LambdaInvokeError, type LambdaInvoker } from './function/lambda-invoker.ts';
import { authorizedFunctions } from './invocation/authorized-functions.ts';
import { createInvoker } from './invocation/invoker.ts';
import { createLambdaService } from './invocation/lambda-service.ts';

const defaultMaxEnvironments = 20;
/** See https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const defaultInitLimitMs = 10_000;

export type LambdaOptions = {
  readonly functions: readonly DeployedFunction[];
  readonly access: AccessControl;
  readonly clock: Clock;
  readonly account: Account;
  readonly traces: TurnTraces;
  /** Variables that every function sees, for instance `AWS_ENDPOINT_URL`. */
  readonly baseEnvironment: Readonly<Record<string, string>>;
  /**
   * Where artifacts are unpacked. It should lie outside of any package: Node looks for modules in
   * every directory above, and AWS has none there.
   */
  readonly workDirectory: string;
  /** Takes each log line: what functions write, and Lambda's START, END and REPORT. */
  readonly onLog?: (line: string, functionName: string) => void;
  /** Stands for the account's concurrency quota, per function; 20 by default. */
  readonly maxEnvironmentsPerFunction?: number;
  /** Longest initialisation ahead of an invocation; Lambda's ten seconds by default. */
  readonly initLimitMs?: number;
};

export type Lambda = {
  readonly invoker: LambdaInvoker;
  readonly service: AwsService;
  /**
   * Environment of a function with fresh credentials of its role, for a process outside of Lambda.
   * Takes the function's name or ARN. Throws `LambdaInvokeError`.
   */
  functionEnvironment(name: string): Promise<Record<string, string>>;
  /** Ends the execution environments: the next invocations start cold. Busy ones finish first. */
  recycle(): Promise<void>;
  /** Ends everything, invocations included; resolves once every process and port is gone. */
  stop(): Promise<void>;
};

/** Lambda: runs each function's packaged artifact in processes of its own. */
export const createLambda = (options: LambdaOptions): Lambda => {
  const taskRoots = createTaskRoots(options.workDirectory);
  const context = {
    ...options,
    taskRoots,
    onLog: options.onLog ?? (() => undefined),
    maxEnvironments: options.maxEnvironmentsPerFunction ?? defaultMaxEnvironments,
    initLimitMs: options.initLimitMs ?? defaultInitLimitMs,
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
    async stop() {
      await Promise.all([...runners.values()].map((runner) => runner.stop()));
      await taskRoots.remove();
    },
  };
};
