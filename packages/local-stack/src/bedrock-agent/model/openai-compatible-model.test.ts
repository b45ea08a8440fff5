import { createServer, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LoopbackServer, listenOnLoopback } from '../../http/loopback-server.ts';
import { readBody } from '../../http/read-body.ts';
import type { ModelRequest } from './agent-model.ts';
import type { AgentTool } from './agent-tool.ts';
import { openAiCompatibleModel } from './openai-compatible-model.ts';

const tool: AgentTool = {
  name: 'list_orders',
  description: 'List orders.',
  parameters: [
    { name: 'state', type: 'string', description: 'State.', required: true },
    { name: 'tags', type: 'array', description: 'Tags.', required: false },
  ],
  actionGroup: { name: 'orders', lambdaArn: 'arn:f' },
  operation: { kind: 'function', functionName: 'list_orders' },
};

const request: ModelRequest = {
  instruction: 'Answer.',
  tools: [tool],
  conversation: [
    { role: 'user', text: 'Show the open orders' },
    {
      role: 'tool',
      call: { callId: 'c-1', tool: 'list_orders', arguments: { state: 'OPEN' } },
      result: { text: '{"ok":true}', rejected: false },
    },
  ],
  promptSessionAttributes: { today: '2026-11-22' },
  signal: new AbortController().signal,
};

let server: LoopbackServer;
let answer: (response: ServerResponse) => void;
let received: { url: string | undefined; authorization: string | undefined; body: unknown };

beforeEach(async () => {
  server = await listenOnLoopback(
    createServer(async (incoming, response) => {
      const body = JSON.parse((await readBody(incoming, 100_000)).toString('utf8'));
      received = { url: incoming.url, authorization: incoming.headers.authorization, body };
      answer(response);
    }),
    0,
  );
});
afterEach(() => server.close());

const replyWith = (message: unknown) => {
  answer = (response) => response.end(JSON.stringify({ choices: [{ message }] }));
};

const next = (timeoutMs = 5_000) =>
  openAiCompatibleModel({
    baseUrl: `${server.origin}/v1/`,
    model: 'local',
    apiKey: 'k-secret',
    timeoutMs,
  }).next(request);

const toolCall = (name: string, text: string) => ({
  content: null,
  tool_calls: [{ id: 'x', type: 'function', function: { name, arguments: text } }],
});

describe('openAiCompatibleModel', () => {
  it('sends the conversation and the tools, and reads an answer', async () => {
    replyWith({ role: 'assistant', content: 'Two orders.' });
    expect(await next()).toEqual({ kind: 'answer', text: 'Two orders.' });
    expect(received).toEqual({
      url: '/v1/chat/completions',
      authorization: 'Bearer k-secret',
      body: {
        model: 'local',
        temperature: 0,
        parallel_tool_calls: false,
        messages: [
          { role: 'system', content: 'Answer.\ntoday: 2026-11-22' },
          { role: 'user', content: 'Show the open orders' },
          {
            role: 'assistant',
            content: null,
            tool_calls: [
              {
                id: 'c-1',
                type: 'function',
                function: { name: 'list_orders', arguments: '{"state":"OPEN"}' },
              },
            ],
          },
          { role: 'tool', tool_call_id: 'c-1', content: '{"ok":true}' },
        ],
        tools: [
          {
            type: 'function',
            function: {
              name: 'list_orders',
              description: 'List orders.',
              parameters: {
                type: 'object',
                properties: {
                  state: { type: 'string', description: 'State.' },
                  tags: { type: 'array', description: 'Tags.', items: {} },
                },
                required: ['state'],
              },
            },
          },
        ],
      },
    });
  });

  it('reads a tool call', async () => {
    replyWith({ ...toolCall('list_orders', '{"state":"OPEN"}'), content: 'I look.' });
    expect(await next()).toEqual({
      kind: 'call',
      tool: 'list_orders',
      arguments: { state: 'OPEN' },
      rationale: 'I look.',
    });
  });

  it.each<[string, unknown]>([
    ['a tool that does not exist', toolCall('drop_tables', '{}')],
    ['arguments that are not JSON', toolCall('list_orders', '{')],
    ['arguments that are not an object', toolCall('list_orders', '[]')],
    ['no text', { content: '' }],
    ['no message', undefined],
  ])('refuses a reply with %s', async (_, message) => {
    replyWith(message);
    await expect(next()).rejects.toMatchObject({
      name: 'ModelError',
      code: 'MODEL_REPLY_MALFORMED',
    });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['MODEL_CREDENTIAL_REFUSED', (response) => response.writeHead(401).end('{}')],
    ['MODEL_CREDENTIAL_REFUSED', (response) => response.writeHead(403).end('{}')],
    ['MODEL_REFUSED', (response) => response.writeHead(404).end('{}')],
    ['MODEL_REPLY_MALFORMED', (response) => response.end('<html>')],
    ['MODEL_REPLY_TOO_LARGE', (response) => response.end('x'.repeat(1_000_001))],
    ['MODEL_UNREACHABLE', (response) => response.destroy()],
    ['MODEL_UNREACHABLE', (response) => response.writeHead(307, { location: '/other' }).end()],
  ])('reports %s', async (code, reply) => {
    answer = reply;
    const error = await next().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'ModelError', code });
    expect(String(error)).not.toContain('k-secret');
  });

  it('reports a model that does not answer in time', async () => {
    answer = () => {};
    await expect(next(20)).rejects.toMatchObject({ code: 'MODEL_TIMEOUT' });
  });

  it.each(['http://192.0.2.1/v1', 'http://127.0.0.1.example/v1', 'ftp://localhost'])(
    'refuses the base URL %s',
    (baseUrl) => {
      expect(() => openAiCompatibleModel({ baseUrl, model: 'm', timeoutMs: 1 })).toThrow(TypeError);
    },
  );
});
