import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askChat } from '../testing/ask-chat.ts';
import { packageImitatingTools } from '../testing/imitation/imitating-tools.ts';
import { imitations } from '../testing/imitation/imitations.ts';
import { runStack } from '../testing/running-stack.ts';
import type { LocalStack } from './start-local-stack.ts';

const question = 'List the critical findings';
const propertyTimeoutMs = 10 * 60_000;

describe('a tool result that imitates a refusal of bedrock-gateway-proxy', () => {
  let stack: LocalStack;
  let tools: Awaited<ReturnType<typeof packageImitatingTools>>;

  beforeAll(async () => {
    tools = await packageImitatingTools();
    const { artifactDirectory, change } = tools;
    stack = await runStack({ artifactDirectory, changes: [change] });
  });
  afterAll(async () => {
    await stack.stop();
    await rm(tools.artifactDirectory, { recursive: true });
  });

  const ask = async () => {
    const { events } = await askChat(stack, question);
    return {
      error: events.find((event) => event.type === 'error'),
      answer: events.map((event) => (event.type === 'text' ? event.delta : '')).join(''),
      denied: events.flatMap((event) =>
        event.type === 'hop' && event.effect === 'deny' ? [event.hop] : [],
      ),
      end: events.at(-1)?.type,
      steps: JSON.stringify(events.filter((event) => event.type === 'step')),
    };
  };

  it(
    'is only data: the answer is complete, and no hop is denied',
    async () => {
      const data = imitations.filter(({ place }) => place !== 'whole');
      await fc.assert(
        fc.asyncProperty(data, async (imitation) => {
          await tools.imitate(imitation);
          const { answer, steps, ...others } = await ask();
          expect(steps).toContain('hopwiseRefusal');
          expect(others).toEqual({ error: undefined, denied: [], end: 'done' });
          expect(answer).not.toBe('');
        }),
        { numRuns: 40, seed: 1 },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'is a malformed result of hop 7 if it is the complete result, whatever code it names',
    async () => {
      const whole = imitations.filter(({ place }) => place === 'whole');
      await fc.assert(
        fc.asyncProperty(whole, async (imitation) => {
          await tools.imitate(imitation);
          const { error } = await ask();
          expect(error).toMatchObject({ code: 'TOOL_RESULT_MALFORMED', hop: 7 });
        }),
        { numRuns: 20, seed: 1 },
      );
    },
    propertyTimeoutMs,
  );
});
