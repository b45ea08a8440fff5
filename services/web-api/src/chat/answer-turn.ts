import type { CredentialKind } from '@hopwise/contracts/hops';
import type { Agent, AgentEvent, AgentTurn } from '../agent/agent.ts';
import type { Clock } from '../clock.ts';
import { toWebApiError, type WebApiError } from '../errors.ts';
import { pingIntervalMs, type SseWriter } from '../http/sse-writer.ts';
import { type Answer, createAnswer } from './answer.ts';

export type TurnPorts = {
  readonly agent: Agent;
  readonly clock: Clock;
  /** Aborts, with a `WebApiError` as reason, when the client leaves or the time is up. */
  readonly signal: AbortSignal;
  /** Starts the answer's stream: from then on the status is 200. */
  readonly openStream: () => SseWriter;
};

/** How long a refusal of the agent may still become a status of its own. */
const openingTimeoutMs = pingIntervalMs;

const untilAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });

const settledWithin = async (promise: Promise<unknown>, delayMs: number, clock: Clock) => {
  const { promise: elapsed, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(delayMs, resolve);
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
  await answer.tell({ type: 'hop', hop: 1, credential, effect: 'allow' });
  await answer.tell({ type: 'hop', hop: 2, credential: 'iam', effect: 'allow' });
  for (let event = await events.first; !event.done; event = await events.next()) {
    await answer.tell(event.value);
  }
  answer.finish();
};

/**
 * Asks the agent and streams its answer. Throws as long as the stream has not been opened, which is
 * when the agent's first event is there or has been waited for long enough; a failure after that ends
 * the stream and is returned.
 */
export const answerTurn = async (
  turn: AgentTurn,
  credential: CredentialKind,
  { agent, clock, signal, openStream }: TurnPorts,
): Promise<WebApiError | undefined> => {
  const iterator = agent.ask(turn, signal)[Symbol.asyncIterator]();
  const next = () => untilAborted(iterator.next(), signal);
  const first = next();
  try {
    await settledWithin(first, openingTimeoutMs, clock);
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
    // Not awaited: an agent that does not end by its signal must not hold the invocation.
    iterator.return?.().catch(() => {});
  }
};
