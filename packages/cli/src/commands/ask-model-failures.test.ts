import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AgentModel } from '@hopwise/local-stack/bedrock-agent/model/agent-model';
import { openAiCompatibleModel } from '@hopwise/local-stack/bedrock-agent/model/openai-compatible-model';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';
import { writeStackState } from '../stack/stack-state-file.ts';

jest.setTimeout(60_000);

let model: AgentModel;
let stack: LocalStack;
let serviceDirectory: string;
let server: Server;

beforeAll(async () => {
  serviceDirectory = await createServiceDirectory();
  stack = await runStack({ model: { next: (request) => model.next(request) } });
  await writeStackState(serviceDirectory, stack.state);
});
afterAll(async () => {
  await stack.stop();
  await removeServiceDirectory(serviceDirectory);
});
afterEach(() => closeServer());

const closeServer = async (): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

/** Connects the agent to a model server that answers in this way. */
const connect = async (answer: RequestListener, timeoutMs = 60_000): Promise<string> => {
  server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  model = openAiCompatibleModel({ baseUrl: `${origin}/v1`, model: 'm', timeoutMs });
  return origin;
};

const never: RequestListener = () => undefined;

type Broken = {
  readonly that: string;
  readonly answer: RequestListener;
  readonly timeoutMs?: number;
  readonly isStopped?: boolean;
  readonly code: string;
  readonly reason: string;
  readonly cure: string;
};

const broken: readonly Broken[] = [
  {
    that: 'is not running',
    answer: never,
    isStopped: true,
    code: 'MODEL_UNREACHABLE',
    reason: 'cannot be reached',
    cure: 'Start the model server',
  },
  {
    that: 'answers 401',
    answer: (_, response) => response.writeHead(401).end('{}'),
    code: 'MODEL_CREDENTIAL_REFUSED',
    reason: 'answered 401',
    cure: 'Set HOPWISE_MODEL_API_KEY',
  },
  {
    that: 'does not have the model',
    answer: (_, response) => response.writeHead(404).end('{}'),
    code: 'MODEL_REFUSED',
    reason: 'answered 404',
    cure: 'correct the name in --model URL#NAME',
  },
  {
    that: 'answers with a web page',
    answer: (_, response) => response.end('<html>'),
    code: 'MODEL_REPLY_MALFORMED',
    reason: 'The answer of',
    cure: 'an OpenAI-compatible endpoint',
  },
  {
    that: 'never answers',
    answer: never,
    timeoutMs: 50,
    code: 'MODEL_TIMEOUT',
    reason: 'did not answer in time',
    cure: 'Read the log of the model server',
  },
];

describe('a model server of the local stack', () => {
  it.each(broken)('that $that is named by ask and by the doctor: $code', async (given) => {
    const origin = await connect(given.answer, given.timeoutMs);
    if (given.isStopped) await closeServer();

    const asked = await runCli(serviceDirectory, 'ask', 'Check security status');
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain(`${given.code} at hop 4: `);
    expect(asked.stderr).toMatch(/^Hop 4 \(.+\): failed\. Credential: No credential\.$/m);
    expect(asked.stderr).toContain('bedrock.amazonaws.com could not call InvokeModel on arn:');
    expect(asked.stderr).toMatch(new RegExp(`^ {2}.*${origin}.*${'$'}`, 'm'));
    expect(asked.stderr).toContain(given.reason);
    expect(asked.stderr).toContain('The caller saw only AGENT_BAD_GATEWAY: ');
    expect(asked.stderr).toMatch(new RegExp(`^What to do: .*${given.cure}`, 'm'));

    const { code, stdout } = await runCli(serviceDirectory, 'doctor');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^3 .+ ok$/m);
    expect(stdout).toMatch(/^4 .+ broken$/m);
    expect(stdout).toMatch(/^error TURN_FAILED {2}hop 4/m);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain(`A question ends with ${given.code}: `);
    expect(text).toContain(given.cure);
  });
});
