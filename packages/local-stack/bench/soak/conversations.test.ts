import { describe, expect, it } from '@jest/globals';
import { createPlanner } from '../../src/bedrock-agent/planner/planner.ts';
import { securityTools } from '../../testing/bedrock-agent/security-tools.ts';
import { conversation } from './conversations.ts';

const next = (texts: readonly string[], answer: string) =>
  createPlanner().next({
    instruction: '',
    tools: securityTools,
    conversation: texts.flatMap((text, index) => [
      ...(index > 0 ? [{ role: 'assistant' as const, text: answer, asked: true }] : []),
      { role: 'user' as const, text },
    ]),
    promptSessionAttributes: {},
    signal: new AbortController().signal,
  });

describe('the conversation of a client', () => {
  it.each([0, 7])('has the right answers of the planner (%d)', async (index) => {
    const [first, second] = conversation(index);
    const asked = await next([first?.message ?? ''], '');
    expect(asked).toMatchObject({
      kind: 'ask',
      text: expect.stringContaining(first?.right ?? '-'),
    });
    const text = 'text' in asked ? asked.text : '';
    expect(await next([first?.message ?? '', second?.message ?? ''], text)).toMatchObject({
      tool: 'explain_finding',
      arguments: { finding_id: second?.message },
    });
  });
});
