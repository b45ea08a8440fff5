import { describe, expect, it } from '@jest/globals';
import { factOfAnswer } from './fact-of-answer.ts';

const where = 'https://gw.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp';
const rpcError = (code: number, message: string) => ({ error: { code, message } });

describe('factOfAnswer', () => {
  it.each([
    [429, {}, 'GATEWAY_THROTTLED'],
    [200, rpcError(-32003, 'Rate exceeded'), 'GATEWAY_THROTTLED'],
    [403, {}, 'GATEWAY_FORBIDDEN'],
    [404, rpcError(-32001, 'Session not found'), 'GATEWAY_SESSION_REQUIRED'],
    [
      400,
      rpcError(-32600, 'Bad Request: No valid session ID provided'),
      'GATEWAY_SESSION_REQUIRED',
    ],
    [404, {}, 'GATEWAY_NOT_FOUND'],
    [404, rpcError(-32001, 'Gateway not found'), 'GATEWAY_NOT_FOUND'],
    [500, rpcError(-32603, 'Internal error'), 'GATEWAY_FAULT'],
    [200, {}, 'GATEWAY_FAULT'],
  ])('names the fault of %i %j: %s', (status, answer, code) => {
    expect(factOfAnswer(status, answer, where)).toMatchObject({ code, where });
  });

  it('finds nothing broken in a result', () => {
    expect(factOfAnswer(200, { result: { tools: [] } }, where)).toBeUndefined();
  });
});
