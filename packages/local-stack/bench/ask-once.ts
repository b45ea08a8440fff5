import { correlationIdIn } from '@hopwise/contracts/correlation-id';

export type Asked = {
  /** `right`, or what is wrong with the answer. */
  readonly outcome: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
};

const outcomeOf = async (api: string): Promise<string> => {
  const response = await fetch(`${api}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'Check security status' }),
  });
  const text = await response.text();
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? '';
  if (!response.ok || !text.includes('event: done')) return `${response.status} ${code}`;
  const turn = /"correlationId":"([^"]+)"/.exec(text)?.[1];
  if (turn !== correlationIdIn(response.headers)) return 'the answer of another turn';
  return text.includes('8 critical') ? 'right' : 'another answer';
};

/** Asks one question and reads the whole answer. */
export const askOnce = async (api: string): Promise<Asked> => {
  const startedAtMs = performance.now();
  const outcome = await outcomeOf(api).catch((error: Error) => String(error.cause ?? error));
  return { outcome, startedAtMs, endedAtMs: performance.now() };
};
