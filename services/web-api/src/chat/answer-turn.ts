import type { CredentialKind } from '@hopwise/contracts/hops';
import type { Agent, AgentEvent, AgentTurn } from '../agent/agent.ts';
import type { SetAlarm } from '../alarm.ts';
import { toWebApiError, type WebApiError } from '../errors.ts';
import { pingIntervalMs, type SseWriter } from '../http/sse-writer.ts';
import { type Answer, createAnswer } from './answer.ts';

export type TurnPorts = {
  readonly agent: Agent;
  readonly setAlarm: SetAlarm;
  /** Aborts when the client disconnects or the time is up. The reason is a `WebApiError`. */
  readonly signal: AbortSignal;
  /** Starts the stream of the answer. After that the status is 200. */
  readonly openStream: () => SseWriter;
};

/** How long to wait for a refusal by the agent, which then sets the status of the response. */
const openingTimeoutMs = pingIntervalMs;

const untilAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    if (signal.aborted) {
      abort();
    } else {
      signal.addEventListener('abort', abort, { once: true });
    }
  });

const settledWithin = async (promise: Promise<unknown>, delayMs: number, setAlarm: SetAlarm) => {
  const { promise: elapsed, resolve } = Promise.withResolvers<void>();
  const cancel = setAlarm(delayMs, resolve);
  try {
    await Promise.race([promise, elapsed]);
  } finally {
    cancel();
  }
};

type Events = {
  readonly first: Promise<IteratorResult<AgentEvent>>;
  readonly next: () => Promise<IteratorResult<AgentEvent>>;
};

const relay = async (events: Events, answer: Answer, credential: CredentialKind) => {
  await answer.add({ type: 'hop', hop: 1, credential, effect: 'allow' });
  await answer.add({ type: 'hop', hop: 2, credential: 'iam', effect: 'allow' });
  for (let event = await events.first; !event.done; event = await events.next()) {
    await answer.add(event.value);
  }
  answer.finish();
};

/**
 * Asks the agent and streams its answer. The stream opens at the agent's first event or after
 * `openingTimeoutMs`. An earlier failure is thrown. A later failure ends the stream and is returned.
 */
export const answerTurn = async (
  turn: AgentTurn,
  credential: CredentialKind,
  { agent, setAlarm, signal, openStream }: TurnPorts,
): Promise<WebApiError | undefined> => {
  const iterator = agent.ask(turn, signal)[Symbol.asyncIterator]();
  const next = () => untilAborted(iterator.next(), signal);
  const first = next();
  try {
    await settledWithin(first, openingTimeoutMs, setAlarm);
    const answer = createAnswer(openStream(), turn);
    try {
      await relay({ first, next }, answer, credential);
      return undefined;
    } catch (thrown) {
      const error = toWebApiError(signal.aborted ? signal.reason : thrown);
      answer.fail(error);
      return error;
    }
  } finally {
    // Not awaited: an agent that ignores its signal must not delay the end of the invocation.
    iterator.return?.().catch(() => {});
  }
};
