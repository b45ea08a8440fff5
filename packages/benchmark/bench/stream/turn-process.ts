/**
 * A process that streams turns in one way, and measures its own processor time. Its arguments are the contender, the
 * origins of the agent and of the Runtime API, and the file of web-api's bundle.
 */
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Contender } from './contenders/contender.ts';
import { rawPipe } from './contenders/raw-pipe.ts';
import { textbook } from './contenders/textbook.ts';
import { webApi } from './contenders/web-api.ts';

const contenders: Readonly<Record<string, Contender>> = { rawPipe, textbook, webApi };

export type Measured = {
  /** Processor time of a turn in this process. */
  readonly cpuMs: number;
  /** Until the first byte of the response, in wall-clock time. */
  readonly firstByteMs: number;
};

const [name = '', agentOrigin = '', runtimeOrigin = '', bundle = ''] = process.argv.slice(2);
const streamTurn = contenders[name]?.({ agentOrigin, bundle });
if (streamTurn === undefined) throw new Error(`No contender ${name} exists.`);

const agent = new Agent({ keepAlive: true });

/** Streams one turn to the fake Runtime API. Returns the milliseconds to the first byte. */
const turn = async (): Promise<number> => {
  const startedAt = performance.now();
  let firstByteMs = Number.NaN;
  const response = request(`${runtimeOrigin}/response`, { agent, method: 'POST' });
  const write = response.write.bind(response) as (...all: unknown[]) => boolean;
  response.write = (...all: unknown[]) => {
    response.write = write;
    firstByteMs = performance.now() - startedAt;
    return write(...all);
  };
  const received = once(response, 'response') as Promise<[IncomingMessage]>;
  await streamTurn(response);
  const [answer] = await received;
  await once(answer.resume(), 'end');
  return firstByteMs;
};

process.on('message', async (turns: number) => {
  const before = process.cpuUsage();
  let firstByteMs = 0;
  for (let count = 0; count < turns; count += 1) firstByteMs += await turn();
  const { user, system } = process.cpuUsage(before);
  const measured: Measured = {
    cpuMs: (user + system) / 1_000 / turns,
    firstByteMs: firstByteMs / turns,
  };
  process.send?.(measured);
});
