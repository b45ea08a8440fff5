import { describe, expect, it } from '@jest/globals';
import { agent, useAgentRuntime } from '../../testing/bedrock-agent/agent-fixture.ts';

const { ask, restart, bench } = useAgentRuntime();

describe('InvokeAgent before the stream', () => {
  it.each([
    ['sessionId', { sessionId: 'a b' }],
    ['sessionId', { sessionId: 'a' }],
    ['sessionId', { sessionId: 'a'.repeat(101) }],
    ['agentId', { agentId: 'AGENT-1' }],
    ['agentId', { agentId: 'A'.repeat(11) }],
    ['agentAliasId', { agentAliasId: 'ä' }],
    ['inputText', { inputText: '' }],
    ['memoryId', { memoryId: 'mm' }],
    [
      'sessionState.conversationHistory',
      { sessionState: { conversationHistory: { messages: [] } } },
    ],
  ])('refuses a request with an invalid %s', async (member, input) => {
    await expect(bench().invokeAgent(input)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(member),
      $metadata: { httpStatusCode: 400 },
    });
    expect(bench().authorized).toHaveLength(0);
  });

  it.each(['aa', 'a'.repeat(100)])(
    'accepts a session id of permitted length, case %#',
    async (sessionId) => {
      expect((await ask({ sessionId })).text).toBe('Done.');
    },
  );

  it.each([
    ['/agents/AGENT12345/agentAliases/ALIAS12345/sessions/aa/text', '{'],
    ['/agents/AGENT12345/agentAliases/ALIAS12345/sessions/aa/text', '{"inputText":1}'],
    ['/agents/%ff/agentAliases/ALIAS12345/sessions/aa/text', '{"inputText":"x"}'],
  ])('refuses %s with body %s', async (path, body) => {
    const response = await fetch(`${bench().origin}${path}`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('ValidationException');
  });

  it('refuses other operations by name', async () => {
    const response = await fetch(`${bench().origin}/model/x/invoke`, {
      method: 'POST',
      body: '{}',
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('POST /model/x/invoke'),
    });
  });

  it('denies a caller whose role does not allow the alias, whether or not the alias exists', async () => {
    bench().denied.add('bedrock:InvokeAgent');
    for (const agentId of ['AGENT12345', 'NOSUCH']) {
      await expect(bench().invokeAgent({ agentId })).rejects.toMatchObject({
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 403 },
      });
    }
    expect(bench().assumed).toHaveLength(0);
  });

  it.each([{ agentId: 'NOSUCH' }, { agentAliasId: 'NOSUCH' }])(
    'does not find %j',
    async (input) => {
      await expect(bench().invokeAgent(input)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    },
  );

  it('refuses an agent that is not prepared', async () => {
    await restart({ agents: [{ ...agent, prepared: false }] });
    await expect(bench().invokeAgent()).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('NOT_PREPARED'),
    });
  });
});
