import { describe, expect, it } from '@jest/globals';
import { failureOfResult } from './failure-of-result.ts';

const printed = (result: unknown, logs = '{"level":"INFO"}\n'): string =>
  `${logs}${JSON.stringify(result, null, 4)}\n`;

const refusal = JSON.stringify({
  hopwiseRefusal: { version: 1, hop: 6, code: 'GATEWAY_UNAUTHORIZED' },
});

const ofFunction = (body: string) => ({
  response: { functionResponse: { responseBody: { TEXT: { body } } } },
});

const ofOperation = (body: string) => ({
  response: { httpStatusCode: 200, responseBody: { 'application/json': { body } } },
});

const failedTool = { ok: false, error: { code: 'UNKNOWN_TOOL', message: 'The tools are: …' } };

describe('failureOfResult', () => {
  it.each([
    ['a refusal to a function schema', ofFunction(refusal), 'GATEWAY_UNAUTHORIZED'],
    ['a refusal to an OpenAPI schema', ofOperation(refusal), 'GATEWAY_UNAUTHORIZED'],
    ['a failed call', ofFunction(JSON.stringify(failedTool)), 'UNKNOWN_TOOL'],
    ['a failed tool', failedTool, 'UNKNOWN_TOOL'],
  ])('reads %s', (_name, result, code) => {
    expect(failureOfResult(printed(result))).toMatchObject({ code });
    expect(failureOfResult(printed(result, ''))).toMatchObject({ code });
  });

  it.each([
    ['a successful tool', { ok: true, summary: 'Two findings.' }],
    ['a refusal inside data', ofFunction(`{"ok":true,"text":${JSON.stringify(refusal)}}`)],
    ['text without JSON', ofFunction('no JSON')],
    ['another object', { statusCode: 200 }],
  ])('accepts %s', (_name, result) => {
    expect(failureOfResult(printed(result))).toBeUndefined();
  });

  it('accepts output without a result', () => {
    expect(failureOfResult('HTTP 200\nno result\n')).toBeUndefined();
  });
});
