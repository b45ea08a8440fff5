import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  type InvokeAgentCommandInput,
  type ResponseStream,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { afterEach, beforeEach } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {
  AccessControl,
  AccessRequest,
  AssumeRoleRequest,
} from '../../src/access/access-control.ts';
import type { Session } from '../../src/access/session.ts';
import { seededAccount } from '../../src/account.ts';
import type { AwsHandler } from '../../src/aws-endpoint/aws-request.ts';
import { createBedrockAgentRuntime } from '../../src/bedrock-agent/agent-runtime.ts';
import type { DeployedActionGroup, DeployedAgent } from '../../src/bedrock-agent/deployed-agent.ts';
import type { AgentModel } from '../../src/bedrock-agent/model/agent-model.ts';
import { createModelAccess } from '../../src/bedrock-agent/model-access.ts';
import type { NewDecision } from '../../src/decisions/decision-record.ts';
import { listenOnLoopback } from '../../src/http/loopback-server.ts';
import { readBody } from '../../src/http/read-body.ts';
import type { Invocation, InvocationResult } from '../../src/lambda/function/lambda-invoker.ts';

export const lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:proxy';

export const ordersGroup: DeployedActionGroup = {
  name: 'orders',
  lambdaArn,
  schema: {
    kind: 'functions',
    functions: [
      {
        name: 'list_orders',
        description: 'List orders.',
        parameters: {
          state: { type: 'string', description: 'One of: OPEN, SHIPPED.', required: false },
          tags: { type: 'array', description: 'Any of: gift, express.', required: false },
          limit: { type: 'integer', description: 'How many.', required: false },
        },
      },
    ],
  },
};

export const agent: DeployedAgent = {
  agentId: 'AGENT12345',
  agentArn: 'arn:aws:bedrock:us-east-1:111122223333:agent/AGENT12345',
  name: 'shop-agent',
  roleArn: 'arn:aws:iam::111122223333:role/agent',
  modelArns: ['arn:aws:bedrock:us-east-1::foundation-model/some.model'],
  modelId: 'some.model',
  instruction: 'Answer questions about orders.',
  idleSessionTtlMs: 600_000,
  prepared: true,
  actionGroups: [ordersGroup],
  aliases: [
    {
      aliasId: 'ALIAS12345',
      aliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345',
      name: 'live',
      agentVersion: '3',
    },
  ],
};

/** The event of an action group's function, with the members that tests read. */
export type Event = Record<string, unknown> & {
  readonly actionGroup: string;
  readonly function: string;
};

export const eventOf = ({ payload }: Invocation): Event =>
  JSON.parse(Buffer.from(payload).toString('utf8'));

export const returned = (value: unknown): InvocationResult => ({
  requestId: 'r-1',
  payload: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  functionError: undefined,
});

export type FunctionAnswer = {
  readonly responseState?: string;
  readonly more?: object;
};

export const functionAnswer = (event: Event, body: string, answer: FunctionAnswer = {}) => ({
  messageVersion: '1.0',
  response: {
    actionGroup: event.actionGroup,
    function: event.function,
    functionResponse: {
      ...(answer.responseState !== undefined && { responseState: answer.responseState }),
      responseBody: { TEXT: { body } },
    },
  },
  ...answer.more,
});

const session = (roleArn: string, currentTurn: () => string | undefined): Session => ({
  accessKeyId: 'ASIA',
  secretAccessKey: 's',
  sessionToken: 't',
  roleArn,
  principalArn: `${roleArn}/session`,
  expiresAtMs: Number.MAX_SAFE_INTEGER,
  currentTurn,
});

const openOrders = {
  agentId: 'AGENT12345',
  agentAliasId: 'ALIAS12345',
  sessionId: 'u-1:a',
  inputText: 'Show the open orders',
  enableTrace: true,
};

export type AgentBench = Awaited<ReturnType<typeof startAgentRuntime>>;

export type AgentBenchOptions = {
  readonly agents?: readonly DeployedAgent[];
  readonly model?: AgentModel;
};

/** The agent runtime behind an HTTP/1.1 server, with AWS's own client. Signatures are not verified. */
export const startAgentRuntime = async ({ agents = [agent], model }: AgentBenchOptions = {}) => {
  const clock = { nowMs: Date.parse('2026-11-22T08:00:00Z') };
  const bench = {
    clock,
    /** The denied actions. `sts:AssumeRole` is the trust of the agent's role. */
    denied: new Set<string>(),
    /** The only resource on which they are denied. Undefined means every resource. */
    deniedOn: undefined as string | undefined,
    turn: 'turn-0001' as string | undefined,
    authorized: [] as AccessRequest[],
    assumed: [] as AssumeRoleRequest[],
    invocations: [] as Invocation[],
    modelAccess: createModelAccess(),
    /** Decisions that the runtime itself records. */
    decided: [] as NewDecision[],
    invoke: async (invocation: Invocation): Promise<InvocationResult> =>
      returned(functionAnswer(eventOf(invocation), '{"ok":true,"summary":"Done."}')),
  };
  const access: AccessControl = {
    authorize(request) {
      bench.authorized.push(request);
      const hit = (bench.deniedOn ?? request.resource) === request.resource;
      const effect = hit && bench.denied.has(request.action) ? 'deny' : 'allow';
      return { effect, by: 'statement', principal: 'arn:caller' };
    },
    assumeRole(request) {
      bench.assumed.push(request);
      return bench.denied.has('sts:AssumeRole')
        ? { effect: 'deny', by: 'trust', principal: request.service }
        : session(request.roleArn, request.currentTurn);
    },
    allows: () => true,
    trusts: () => true,
    findSession: () => undefined,
  };
  const service = createBedrockAgentRuntime({
    agents,
    access,
    account: seededAccount,
    modelAccess: bench.modelAccess,
    decisions: { add: (decision) => void bench.decided.push(decision), ofTurn: () => [] },
    ...(model !== undefined && { model }),
    clock: { now: () => clock.nowMs },
    lambda: {
      invoke(invocation) {
        bench.invocations.push(invocation);
        return bench.invoke(invocation);
      },
      invokeWithResponseStream: () => Promise.reject(new Error('Not used by agents.')),
    },
  });
  const server = await serve(service, () => bench.turn);
  const client = clientOf(server.origin);
  const invokeAgent = (input: Partial<InvokeAgentCommandInput> = {}, abortSignal?: AbortSignal) =>
    client.send(
      new InvokeAgentCommand({ ...openOrders, ...input }),
      abortSignal === undefined ? {} : { abortSignal },
    );
  return Object.assign(bench, {
    origin: server.origin,
    invokeAgent,
    update: service.update,
    async close() {
      client.destroy();
      await server.close();
    },
  });
};

/** Serves like the AWS endpoint, but accepts every signature. */
const serve = (service: AwsHandler, currentTurn: () => string | undefined) =>
  listenOnLoopback(
    createServer(async (request, response) => {
      const controller = new AbortController();
      response.once('close', () => controller.abort());
      const { status, headers, body } = await service.handle({
        method: request.method ?? '',
        path: request.url ?? '',
        query: '',
        headers: {},
        body: await readBody(request, 30_000_000),
        session: session('arn:aws:iam::111122223333:role/web-api', currentTurn),
        signal: controller.signal,
      });
      response.writeHead(status, { ...headers });
      if (body instanceof Uint8Array) {
        response.end(body);
      } else {
        await pipeline(body, response).catch(() => {});
      }
    }),
    0,
  );

const clientOf = (endpoint: string) =>
  new BedrockAgentRuntimeClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });

export type Streamed = {
  readonly text: string;
  readonly chunks: readonly Uint8Array[];
  readonly traces: readonly NonNullable<ResponseStream.TraceMember['trace']['trace']>[];
  readonly error: unknown;
};

/** Reads a completion to its end, including an exception in the stream. */
export const readCompletion = async (
  completion: AsyncIterable<ResponseStream> | undefined,
): Promise<Streamed> => {
  const chunks: Uint8Array[] = [];
  const traces: Streamed['traces'][number][] = [];
  let error: unknown;
  try {
    for await (const event of completion ?? []) {
      if (event.chunk?.bytes !== undefined) chunks.push(event.chunk.bytes);
      if (event.trace?.trace !== undefined) traces.push(event.trace.trace);
    }
  } catch (caught) {
    error = caught;
  }
  return { text: Buffer.concat(chunks).toString('utf8'), chunks, traces, error };
};

/** Creates an agent runtime before each test of the calling file. */
export const useAgentRuntime = () => {
  let running: AgentBench;
  beforeEach(async () => {
    running = await startAgentRuntime();
  });
  afterEach(() => running.close());
  return {
    bench: (): AgentBench => running,
    /** Replaces the agent, the model or the function's answer. */
    async restart(options: Parameters<typeof startAgentRuntime>[0]): Promise<void> {
      await running.close();
      running = await startAgentRuntime(options);
    },
    ask: async (input: Parameters<AgentBench['invokeAgent']>[0] = {}) =>
      readCompletion((await running.invokeAgent(input)).completion),
  };
};
