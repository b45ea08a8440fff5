import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type AnnouncedRuntime,
  announcedRuntime,
  announcingRuntimes,
  connectTo,
  isListening,
  isRunning,
} from '../testing/announced-runtimes.ts';
import { askChat } from '../testing/ask-chat.ts';
import { runStack } from '../testing/running-stack.ts';
import type { AgentModel } from './bedrock-agent/model/agent-model.ts';
import type { LocalStack } from './start-local-stack.ts';

const run = promisify(execFile);

const stacks: LocalStack[] = [];

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
});

type Observed = {
  readonly stack: LocalStack;
  readonly runtimes: readonly AnnouncedRuntime[];
  /** Resolves with the first matching log line of a function. */
  logged(functionName: string, pattern: RegExp): Promise<void>;
};

const start = async (model?: AgentModel): Promise<Observed> => {
  const runtimes: AnnouncedRuntime[] = [];
  const lines: [functionName: string, line: string][] = [];
  let wake: () => void = () => undefined;
  const stack = await runStack({
    changes: [announcingRuntimes],
    ...(model && { model }),
    onLog(line, functionName) {
      const runtime = announcedRuntime(line);
      if (runtime) runtimes.push(runtime);
      lines.push([functionName, line]);
      wake();
    },
  });
  stacks.push(stack);
  return {
    stack,
    runtimes,
    async logged(functionName, pattern) {
      while (!lines.some(([name, line]) => name.endsWith(functionName) && pattern.test(line))) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
};

const addressesOf = ({ stack, runtimes }: Observed): readonly string[] => [
  ...Object.values(stack.endpoints),
  stack.state.controlUrl,
  ...runtimes.map(({ runtimeApi }) => runtimeApi),
];

const remainsOf = async (observed: Observed) => ({
  processes: observed.runtimes.filter(({ pid }) => isRunning(pid)),
  directories: (
    await Promise.allSettled(observed.runtimes.map(({ workDirectory }) => stat(workDirectory)))
  ).filter(({ status }) => status === 'fulfilled'),
  ports: (await Promise.all(addressesOf(observed).map(isListening))).filter(Boolean),
});

const nothing = { processes: [], directories: [], ports: [] };

describe('a stopped stack', () => {
  it('leaves no process, no directory and no open port', async () => {
    const observed = await start();
    const { stack, runtimes } = observed;
    await askChat(stack, 'Check security status');
    expect(runtimes).toHaveLength(3);
    const before = await remainsOf(observed);
    expect(before.processes).toEqual(runtimes);
    expect(before.directories).toHaveLength(3);
    expect(before.ports).toHaveLength(addressesOf(observed).length);
    await stack.stop();
    expect(await remainsOf(observed)).toEqual(nothing);
    await expect(stack.stop()).resolves.toBeUndefined();
  });

  it('closes its open connections', async () => {
    const observed = await start();
    const sockets = addressesOf(observed).map(connectTo);
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const closed = sockets.map((socket) =>
      once(
        socket.on('error', () => undefined),
        'close',
      ),
    );
    await observed.stack.stop();
    await Promise.all(closed);
  });
});

const hangingModel = () => {
  const asked = Promise.withResolvers<void>();
  const model: AgentModel = {
    next: () => {
      asked.resolve();
      return new Promise(() => undefined);
    },
  };
  return { asked: asked.promise, model };
};

describe('a stack that is stopped during a turn', () => {
  it.each([
    ['web-api starts', 'webApi', /runtime/],
    ['web-api works', 'webApi', /^START/],
    ['the proxy starts', 'bedrockGatewayProxy', /runtime/],
    ['the proxy works', 'bedrockGatewayProxy', /^START/],
    ['the tools start', 'securityTools', /runtime/],
    ['the tools work', 'securityTools', /^START/],
  ])('leaves nothing while %s', async (_when, functionName, pattern) => {
    const observed = await start();
    const asked = askChat(observed.stack, 'Check security status').catch(() => undefined);
    await observed.logged(functionName, pattern);
    await observed.stack.stop();
    expect(await remainsOf(observed)).toEqual(nothing);
    expect((await asked)?.events.at(-1)?.type).not.toBe('done');
  });

  it('leaves nothing while the model never answers', async () => {
    const { asked: thinking, model } = hangingModel();
    const observed = await start(model);
    const asked = askChat(observed.stack, 'Check security status').catch(() => undefined);
    await thinking;
    await observed.stack.stop();
    expect(await remainsOf(observed)).toEqual(nothing);
    await asked;
  });
});

describe('a separate process exits, with an empty temporary directory, after', () => {
  it.each([
    ['a stopped stack', 'done'],
    ['a stack stopped at once', 'stopped'],
    ['a stack stopped while a function is unpacked', 'stopped'],
    ['a template with an unknown resource type', 'TemplateError'],
    ['a template with two gateways, which fails last', 'TemplateError'],
    ['a taken port', 'EADDRINUSE'],
  ])(
    '%s',
    async (scenario, outcome) => {
      const directory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
      const program = join(import.meta.dirname, '../testing/stack-process.ts');
      try {
        const { stdout } = await run(process.execPath, [program, scenario], {
          env: { ...process.env, TMPDIR: directory, TEMP: directory, NODE_OPTIONS: '' },
          timeout: 120_000,
          killSignal: 'SIGKILL',
        });
        expect(stdout).toBe(outcome);
        expect(await readdir(directory)).toEqual([]);
      } finally {
        await rm(directory, { recursive: true });
      }
    },
    150_000,
  );
});

describe('a stack that is killed', () => {
  it('leaves nothing after the next start in the same temporary directory', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
    const program = join(import.meta.dirname, '../testing/stack-process.ts');
    const env = { ...process.env, TMPDIR: directory, TEMP: directory, NODE_OPTIONS: '' };
    try {
      const running = spawn(process.execPath, [program, 'a running stack'], { env });
      await once(running.stdout, 'data');
      running.kill('SIGKILL');
      await once(running, 'exit');
      expect(await readdir(directory)).not.toEqual([]);
      await run(process.execPath, [program, 'a stack stopped at once'], { env });
      expect(await readdir(directory)).toEqual([]);
    } finally {
      await rm(directory, { recursive: true });
    }
  }, 150_000);
});
