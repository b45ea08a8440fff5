import { describe, expect, it } from '@jest/globals';
import { toolResult } from './tool-result.ts';

describe('toolResult', () => {
  it('keeps the data next to the summary', () => {
    const result = { ok: true, summary: 'Two.', findings: [{ id: 'f-1' }] };
    expect(toolResult.parse(result)).toEqual(result);
  });

  it('keeps additional fields of a failure', () => {
    const result = { ok: false, error: { code: 'FINDING_NOT_FOUND', message: 'm', field: 'f' } };
    expect(toolResult.parse(result)).toEqual(result);
  });

  it.each([
    [{ ok: true }],
    [{ ok: false, error: { code: 'FINDING_NOT_FOUND' } }],
    [{ ok: false, error: { code: 'X', message: 'm' } }],
    [{ ok: 'true', summary: 'Two.' }],
    [{ summary: 'Two.' }],
    [{ statusCode: 200, body: '{}' }],
    ['Two.'],
  ])('refuses %j', (value) => {
    expect(toolResult.safeParse(value).success).toBe(false);
  });
});
