import { describe, expect, it } from '@jest/globals';
import { sampleList, sampleStatus, sampleSummary } from '../../testing/sample-findings.ts';
import type { TurnFailure } from '../api/turn-failure.ts';
import { askPosture } from './ask-posture.ts';
import { findingsByAge, type Posture, postureQuestions } from './posture.ts';

const results = [sampleStatus, sampleSummary, sampleList];

const answerWith = (result: object): Response => {
  const step = {
    type: 'step',
    stepId: '1',
    tool: 't',
    arguments: {},
    outcome: 'succeeded',
    result,
  };
  const done = { type: 'done', sessionId: 'a.1', correlationId: 'c0ffee00' };
  return new Response([step, done].map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
};

const run = async (answer: (message: string) => Response) => {
  const postures: Posture[] = [];
  const failures: TurnFailure[] = [];
  const asked: string[] = [];
  await askPosture(
    {
      apiUrl: 'https://api.example/dev',
      fetch: async (_url, init) => {
        const { message } = JSON.parse(String(init?.body)) as { message: string };
        asked.push(message);
        return answer(message);
      },
    },
    {
      onPosture: (posture) => postures.push(posture),
      onFailure: (failure) => failures.push(failure),
    },
    new AbortController().signal,
  );
  return { postures, failures, asked };
};

describe('askPosture', () => {
  it('asks the agent the questions in order and adds the tool results', async () => {
    const { postures, failures, asked } = await run((message) =>
      answerWith(results[postureQuestions.indexOf(message)] ?? {}),
    );
    expect(asked).toEqual(postureQuestions);
    expect(failures).toEqual([]);
    expect(postures.at(-1)).toMatchObject({
      statuses: { services: [{ service: 'security-hub' }, {}, {}, {}] },
      summary: { total: 8 },
      list: { total: 8 },
    });
  });

  it('stops at the first question that fails', async () => {
    const { failures, asked } = await run(() =>
      Response.json({ message: 'Unauthorized' }, { status: 401 }),
    );
    expect(asked).toHaveLength(1);
    expect(failures).toMatchObject([{ code: 'API_TOKEN_REJECTED', hop: 1 }]);
  });
});

describe('findingsByAge', () => {
  it('counts each finding once', () => {
    const now = Date.parse('2026-11-26T12:00:00Z');
    const counts = findingsByAge(sampleList.findings as never, now);
    expect(counts.map(({ y }) => y)).toEqual([1, 2, 1, 2, 2]);
  });
});
