import { correlationIdIn } from '@hopwise/contracts/correlation-id';

/** A turn without an answer for this long counts as hung. A function has at most 120 seconds. */
const limitMs = 180_000;

export type Question = {
  readonly message: string;
  /** The session of the conversation. Undefined for its first question. */
  readonly sessionId?: string | undefined;
  /** What only the right answer contains. */
  readonly right: string;
  /** What only the answers of other sessions contain. */
  readonly foreign?: readonly string[];
};

export type Asked = {
  /** `right`, or what is wrong with the answer. */
  readonly outcome: string;
  /** The answer, or a part of it, belongs to another turn or session. */
  readonly isForeign: boolean;
  /** The session that the answer names. */
  readonly sessionId: string | undefined;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
};

type Answer = Pick<Asked, 'outcome' | 'sessionId'> & { readonly isForeign?: boolean };

export const securityStatus: Question = { message: 'Check security status', right: '8 critical' };

/** The value of a string property in the last event that has one. */
const lastValue = (events: string, property: string): string | undefined =>
  [...events.matchAll(new RegExp(`"${property}":"([^"]+)"`, 'g'))].at(-1)?.[1];

/** The text of all `text` events. */
const textOf = (events: string): string =>
  [...events.matchAll(/^data: (\{"type":"text".*\})$/gm)]
    .map(([, event = '{}']) => String((JSON.parse(event) as { delta?: string }).delta))
    .join('');

const readAnswer = async (api: string, question: Question): Promise<Answer> => {
  const { message, sessionId, right, foreign = [] } = question;
  const response = await fetch(`${api}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message, sessionId }),
    signal: AbortSignal.timeout(limitMs),
  });
  const events = await response.text();
  const answered = { sessionId: lastValue(events, 'sessionId') };
  const turn = lastValue(events, 'correlationId');
  if (turn !== undefined && turn !== correlationIdIn(response.headers)) {
    return { ...answered, outcome: 'the answer of another turn', isForeign: true };
  }
  if (!response.ok || !events.includes('event: done')) {
    return { ...answered, outcome: `${response.status} ${lastValue(events, 'code') ?? ''}`.trim() };
  }
  const text = textOf(events);
  const isOtherSession = sessionId !== undefined && answered.sessionId !== sessionId;
  if (isOtherSession || foreign.some((part) => text.includes(part))) {
    return { ...answered, outcome: 'the answer of another session', isForeign: true };
  }
  return { ...answered, outcome: text.includes(right) ? 'right' : 'another answer' };
};

const failedWith = (error: Error): Answer => ({
  outcome: error.name === 'TimeoutError' ? 'no answer' : String(error.cause ?? error),
  sessionId: undefined,
});

/** Asks one question and reads the whole answer, for at most three minutes. */
export const askOnce = async (api: string, question = securityStatus): Promise<Asked> => {
  const startedAtMs = performance.now();
  const answer = await readAnswer(api, question).catch(failedWith);
  return { isForeign: false, ...answer, startedAtMs, endedAtMs: performance.now() };
};
