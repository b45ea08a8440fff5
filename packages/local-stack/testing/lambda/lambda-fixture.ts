import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@hopwise/auth/clock';
import { strToU8, zipSync } from 'fflate';
import type {
  AccessControl,
  AccessRequest,
  AssumeRoleRequest,
} from '../../src/access/access-control.ts';
import type { Caller, Session } from '../../src/access/session.ts';
import { seededAccount } from '../../src/account.ts';
import { createDecisionRecord, type DecisionRecord } from '../../src/decisions/decision-record.ts';
import { createTurnTraces } from '../../src/decisions/turn-traces.ts';
import { createLambda, type Lambda, type LambdaOptions } from '../../src/lambda/create-lambda.ts';
import type { DeployedFunction } from '../../src/lambda/function/deployed-function.ts';
import type { Invocation } from '../../src/lambda/function/lambda-invoker.ts';

const hourMs = 3_600_000;

/** A function whose zip contains the given files. The fixture creates and removes the zip's directory. */
export type FunctionSource = Partial<DeployedFunction> & {
  readonly files: Readonly<Record<string, string>>;
};

export type LambdaFixture = {
  readonly lambda: Lambda;
  /** The options of `lambda`. */
  readonly options: LambdaOptions;
  readonly workDirectory: string;
  readonly lines: string[];
  /** Resolves with the first log line that matches, past or future. */
  line(pattern: RegExp): Promise<string>;
  readonly decisions: DecisionRecord;
  readonly requests: AccessRequest[];
  /** The requests to assume an execution role, in order. */
  readonly assumed: AssumeRoleRequest[];
  /** The sessions of the execution environments, in order. */
  readonly sessions: Session[];
  /** The denied actions: `lambda:InvokeFunction` or `sts:AssumeRole`. */
  readonly denied: Set<string>;
  stop(): Promise<void>;
};

export const functionArn = (name: string): string =>
  `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

export const serviceCaller: Caller = {
  kind: 'service',
  service: 'bedrock.amazonaws.com',
  sourceArn: 'arn:aws:bedrock:us-east-1:111122223333:agent/AGENT12345',
  sourceAccount: '111122223333',
  turn: undefined,
};

export const testSession = (
  roleArn: string,
  currentTurn: () => string | undefined = () => undefined,
): Session => ({
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  roleArn,
  principalArn: `arn:aws:sts::111122223333:assumed-role/${roleArn.split('/').at(-1)}/session`,
  expiresAtMs: Date.now() + hourMs,
  currentTurn,
});

const switchableAccess = (
  fixture: Pick<LambdaFixture, 'requests' | 'assumed' | 'sessions' | 'denied'>,
) => {
  const access: AccessControl = {
    authorize(request) {
      fixture.requests.push(request);
      const effect = fixture.denied.has(request.action) ? 'deny' : 'allow';
      return { effect, by: 'the test', principal: 'the test' };
    },
    assumeRole(request) {
      fixture.assumed.push(request);
      if (fixture.denied.has('sts:AssumeRole')) {
        return { effect: 'deny', by: 'the test', principal: request.service };
      }
      const session = testSession(request.roleArn, request.currentTurn);
      fixture.sessions.push(session);
      return session;
    },
    allows: ({ action }) => !fixture.denied.has(action),
    trusts: () => !fixture.denied.has('sts:AssumeRole'),
    findSession: () => undefined,
  };
  return access;
};

const deploy = async (
  directory: string,
  name: string,
  source: FunctionSource,
): Promise<DeployedFunction> => {
  const { files, ...properties } = source;
  const artifactPath = join(directory, `${name}.zip`);
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  await writeFile(artifactPath, zipSync(Object.fromEntries(entries)));
  return {
    logicalId: name,
    name,
    arn: functionArn(name),
    roleArn: `arn:aws:iam::111122223333:role/${name}`,
    handler: 'src/handler.handler',
    runtime: 'nodejs24.x',
    timeoutMs: 10_000,
    memorySizeMb: 128,
    environment: {},
    artifactPath,
    reservedConcurrency: undefined,
    logging: {
      format: 'Text',
      applicationLevel: 'INFO',
      systemLevel: 'INFO',
      logGroup: `/aws/lambda/${name}`,
    },
    resourcePolicy: undefined,
    ...properties,
  };
};

/** A Lambda service with the given functions, for tests. */
export const lambdaFixture = async (
  sources: Readonly<Record<string, FunctionSource>>,
  overrides: Partial<LambdaOptions> = {},
): Promise<LambdaFixture> => {
  const workDirectory = await mkdtemp(join(tmpdir(), 'hopwise-lambda-'));
  const functions = await Promise.all(
    Object.entries(sources).map(([name, source]) => deploy(workDirectory, name, source)),
  );
  const state = {
    lines: [] as string[],
    decisions: createDecisionRecord(systemClock),
    requests: [] as AccessRequest[],
    assumed: [] as AssumeRoleRequest[],
    sessions: [] as Session[],
    denied: new Set<string>(),
  };
  const newLine = new EventTarget();
  const line = async (pattern: RegExp): Promise<string> => {
    const found = state.lines.find((one) => pattern.test(one));
    if (found !== undefined) return found;
    await new Promise((resolve) => newLine.addEventListener('line', resolve, { once: true }));
    return line(pattern);
  };
  const options = {
    functions,
    access: switchableAccess(state),
    clock: systemClock,
    account: seededAccount,
    traces: createTurnTraces(systemClock),
    decisions: state.decisions,
    baseEnvironment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    workDirectory,
    onLog(line: string) {
      state.lines.push(line);
      newLine.dispatchEvent(new Event('line'));
    },
    ...overrides,
  };
  const lambda = createLambda(options);
  return {
    ...state,
    options,
    line,
    lambda,
    workDirectory,
    async stop() {
      await lambda.stop();
      await rm(workDirectory, { recursive: true, force: true });
    },
  };
};

const started: LambdaFixture[] = [];

/** Like `lambdaFixture`, but `stopLambdas` ends it after the test. */
export const startLambda = async (
  ...parameters: Parameters<typeof lambdaFixture>
): Promise<LambdaFixture> => {
  const fixture = await lambdaFixture(...parameters);
  started.push(fixture);
  return fixture;
};

export const stopLambdas = async (): Promise<void> => {
  await Promise.all(started.splice(0).map((fixture) => fixture.stop()));
};

/** A function of one CommonJS module, the bundler's output format. */
export const cjs = (handler: string): FunctionSource => ({
  files: { 'src/handler.js': `module.exports.handler = ${handler};` },
});

export const invocation = (name: string, event: unknown = {}): Invocation => ({
  functionArn: functionArn(name),
  payload: Buffer.from(JSON.stringify(event)),
  caller: serviceCaller,
  hop: 5,
  turn: undefined,
});

/** Invokes a function and parses the payload. */
export const call = async ({ lambda }: LambdaFixture, request: Invocation) => {
  const { payload, functionError } = await lambda.invoker.invoke(request);
  return { functionError, value: JSON.parse(Buffer.from(payload).toString('utf8')) };
};

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
