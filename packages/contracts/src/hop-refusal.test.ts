import { describe, expect, it } from '@jest/globals';
import { actionGroupResult } from './action-group-result.ts';
import { readHopRefusal } from './hop-refusal.ts';

const refusal = { version: 1, hop: 6, code: 'GATEWAY_UNAUTHORIZED' };
const bodyOf = (hopwiseRefusal: unknown, more = {}) => JSON.stringify({ hopwiseRefusal, ...more });

describe('readHopRefusal', () => {
  it.each([
    refusal,
    { ...refusal, cacheHit: true },
    { ...refusal, hop: 7, code: 'GATEWAY_TARGET_FAILED' },
    { ...refusal, code: 'SECRET_ACCESS_DENIED' },
  ])('reads %j', (one) => {
    expect(readHopRefusal(bodyOf(one))).toEqual(one);
  });

  it('reads an unknown code as INTERNAL_ERROR', () => {
    const later = { ...refusal, code: 'CODE_OF_A_LATER_VERSION' };
    expect(readHopRefusal(bodyOf(later))).toEqual({ ...refusal, code: 'INTERNAL_ERROR' });
  });

  it.each<[string, string]>([
    ['another version', bodyOf({ ...refusal, version: 2 })],
    ['hop 5, which the function cannot report', bodyOf({ ...refusal, hop: 5 })],
    ['a principal', bodyOf({ ...refusal, principal: 'arn:aws:iam::111122223333:role/x' })],
    ['a message', bodyOf({ ...refusal, message: 'm' })],
    ['a body with a tool result', bodyOf(refusal, { ok: true, summary: 's' })],
    [
      'a refusal inside data',
      JSON.stringify({ ok: true, summary: 's', findings: [bodyOf(refusal)] }),
    ],
    ['a list', `[${bodyOf(refusal)}]`],
    ['a refusal as JSON in JSON', JSON.stringify(bodyOf(refusal))],
    ['text before it', `Result: ${bodyOf(refusal)}`],
    ['text after it', `${bodyOf(refusal)} x`],
    ['an empty text', ''],
  ])('does not read %s', (_name, body) => {
    expect(readHopRefusal(body)).toBeUndefined();
  });

  it('never reads a tool result, even one that imitates a refusal', () => {
    const imitation = { ok: true, summary: 's', hopwiseRefusal: refusal };
    const result = actionGroupResult.parse(imitation);
    expect(readHopRefusal(JSON.stringify(result))).toBeUndefined();
  });
});
