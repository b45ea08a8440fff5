import { describe, expect, it } from '@jest/globals';
import {
  type AgentBench,
  agent,
  eventOf,
  functionAnswer,
  returned,
  useAgentRuntime,
} from '../../testing/bedrock-agent/agent-fixture.ts';
import type { AgentModel, ModelRequest } from './model/agent-model.ts';

const { ask, restart, bench } = useAgentRuntime();

describe('agent sessions', () => {
  it('keep attributes for the session and prompt attributes for the turn', async () => {
    bench().invoke = async (invocation) =>
      returned(
        functionAnswer(eventOf(invocation), '{"ok":true,"summary":"x"}', {
          more: { sessionAttributes: { seen: 'yes' } },
        }),
      );
    await ask({
      sessionState: { sessionAttributes: { a: '1' }, promptSessionAttributes: { p: '1' } },
    });
    await ask();
    await ask({ sessionId: 'another' });
    expect(bench().invocations.map(eventOf)).toMatchObject([
      { sessionAttributes: { a: '1' }, promptSessionAttributes: { p: '1' } },
      { sessionAttributes: { a: '1', seen: 'yes' }, promptSessionAttributes: {} },
      { sessionAttributes: {}, promptSessionAttributes: {} },
    ]);
  });

  const remembered = async (input: Parameters<AgentBench['invokeAgent']>[0] = {}) => {
    await ask(input);
    return Object.keys(Object(bench().invocations.map(eventOf).at(-1)?.sessionAttributes));
  };

  it('end exactly after their idle time', async () => {
    await ask({ sessionState: { sessionAttributes: { a: '1' } } });
    bench().clock.nowMs += 599_999;
    expect(await remembered()).toEqual(['a']);
    bench().clock.nowMs += 600_000;
    expect(await remembered()).toEqual([]);
  });

  it('end when the caller requests it, with or without a question', async () => {
    await ask({ sessionState: { sessionAttributes: { a: '1' } } });
    const last = await ask({ endSession: true, inputText: '' });
    expect(last).toMatchObject({ text: '', error: undefined });
    expect(await remembered()).toEqual([]);
    await ask({ endSession: true, sessionState: { sessionAttributes: { a: '1' } } });
    expect(await remembered()).toEqual([]);
  });

  it('pass earlier turns to the model', async () => {
    const seen: ModelRequest['conversation'][] = [];
    const model: AgentModel = {
      async next({ conversation }) {
        seen.push([...conversation]);
        return { kind: 'ask', text: 'Which one?' };
      },
    };
    await restart({ model });
    const { traces } = await ask({ inputText: 'Cancel it' });
    expect(traces.at(-1)).toMatchObject({
      orchestrationTrace: { observation: { type: 'ASK_USER' } },
    });
    await ask({ inputText: 'The first' });
    expect(seen[1]).toEqual([
      { role: 'user', text: 'Cancel it' },
      { role: 'assistant', text: 'Which one?', asked: true },
      { role: 'user', text: 'The first' },
    ]);
  });

  it('continue after an update of the agent, with the new agent', async () => {
    const seen: ModelRequest[] = [];
    const model: AgentModel = {
      async next(request) {
        seen.push({ ...request, conversation: [...request.conversation] });
        return { kind: 'answer', text: 'Yes.' };
      },
    };
    await restart({ model });
    await ask({ inputText: 'First?' });
    bench().update([{ ...agent, instruction: 'Answer in one word.' }]);
    await ask({ inputText: 'Second?' });
    expect(seen[1]).toMatchObject({
      instruction: 'Answer in one word.',
      conversation: [{ text: 'First?' }, { text: 'Yes.' }, { text: 'Second?' }],
    });
  });
});
