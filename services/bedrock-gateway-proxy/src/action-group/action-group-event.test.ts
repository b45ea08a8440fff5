import { describe, expect, it } from '@jest/globals';
import { parseActionGroupEvent } from './action-group-event.ts';

const agent = { name: 'security-agent', id: 'AGENT12345', alias: 'ALIAS12345', version: '3' };

const functionEvent = {
  messageVersion: '1.0',
  agent,
  inputText: 'show me the critical findings',
  sessionId: 'u-7f3a.2f1c',
  actionGroup: 'gateway-proxy',
  function: 'list_findings',
  parameters: [{ name: 'severity', type: 'string', value: 'CRITICAL' }],
  sessionAttributes: { correlationId: 'turn-0001' },
  promptSessionAttributes: {},
};

const openApiEvent = {
  messageVersion: '1.0',
  agent,
  inputText: 'archive finding f-1',
  sessionId: 'u-7f3a.2f1c',
  actionGroup: 'gateway-proxy',
  apiPath: '/findings/{finding_id}/notes',
  httpMethod: 'POST',
  parameters: [{ name: 'finding_id', type: 'string', value: 'f-1' }],
  requestBody: {
    content: {
      'application/json': { properties: [{ name: 'labels', type: 'array', value: '[a, b]' }] },
    },
  },
  sessionAttributes: {},
  promptSessionAttributes: {},
};

describe('parseActionGroupEvent', () => {
  it('reads a function event', () => {
    expect(parseActionGroupEvent(functionEvent)).toEqual({
      tool: 'list_findings',
      parameters: functionEvent.parameters,
      correlationId: 'turn-0001',
      origin: {
        kind: 'function',
        actionGroup: 'gateway-proxy',
        function: 'list_findings',
        sessionAttributes: { correlationId: 'turn-0001' },
        promptSessionAttributes: {},
      },
    });
  });

  it('reads an OpenAPI event, with parameters and body in one list', () => {
    expect(parseActionGroupEvent(openApiEvent)).toEqual({
      tool: 'notes',
      parameters: [
        { name: 'finding_id', type: 'string', value: 'f-1' },
        { name: 'labels', type: 'array', value: '[a, b]' },
      ],
      correlationId: undefined,
      origin: {
        kind: 'openapi',
        actionGroup: 'gateway-proxy',
        apiPath: '/findings/{finding_id}/notes',
        httpMethod: 'POST',
        sessionAttributes: {},
        promptSessionAttributes: {},
      },
    });
  });

  it.each([
    ['/list_findings', 'list_findings'],
    ['/v1/list_findings/', 'list_findings'],
    ['/explain_finding/{finding_id}', 'explain_finding'],
    ['/', ''],
  ])('finds the tool in the path %s', (apiPath, tool) => {
    expect(parseActionGroupEvent({ ...openApiEvent, apiPath })).toMatchObject({ tool });
  });

  it.each([
    ['function', { ...functionEvent, parameters: undefined }],
    ['function, null', { ...functionEvent, parameters: null, sessionAttributes: null }],
    ['OpenAPI', { ...openApiEvent, parameters: undefined, requestBody: undefined }],
    ['OpenAPI, empty body', { ...openApiEvent, parameters: [], requestBody: { content: {} } }],
  ])('accepts an event without parameters (%s)', (_, event) => {
    expect(parseActionGroupEvent(event)).toMatchObject({ parameters: [] });
  });

  it('ignores a malformed correlation id', () => {
    const sessionAttributes = { correlationId: 'no spaces, please' };
    expect(parseActionGroupEvent({ ...functionEvent, sessionAttributes }).correlationId).toBe(
      undefined,
    );
  });

  it.each([
    ['null', null],
    ['a text', 'canary'],
    ['a list', []],
    ['neither kind', { messageVersion: '1.0', actionGroup: 'x' }],
    ['another message version', { ...functionEvent, messageVersion: '2.0' }],
    ['an empty function', { ...functionEvent, function: '' }],
    ['a function of another type', { ...functionEvent, function: 7 }],
    ['no method', { ...openApiEvent, httpMethod: undefined }],
    [
      'a value that is not a text',
      { ...functionEvent, parameters: [{ name: 'a', type: 'integer', value: 1 }] },
    ],
    [
      'an unknown type',
      { ...functionEvent, parameters: [{ name: 'a', type: 'canary', value: '1' }] },
    ],
    ['attributes that are not texts', { ...functionEvent, sessionAttributes: { canary: 1 } }],
  ])('refuses %s', (_, event) => {
    expect(() => parseActionGroupEvent(event)).toThrow(
      expect.objectContaining({
        code: 'EVENT_MALFORMED',
        message: expect.not.stringContaining('canary'),
      }),
    );
  });
});
