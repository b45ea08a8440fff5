import { describe, expect, it } from '@jest/globals';
import { actionGroupHops, actionGroupResult } from './action-group-result.ts';

describe('actionGroupResult', () => {
  it.each(['FINDING_NOT_FOUND', 'GATEWAY_FORBIDDEN'])(
    'reads a failure with the code %s',
    (code) => {
      const result = { ok: false, error: { code, message: 'm' } };
      expect(actionGroupResult.parse(result)).toEqual(result);
    },
  );

  it('keeps the message of a failure with an unknown code', () => {
    const result = { ok: false, error: { code: 'CODE_OF_A_LATER_VERSION', message: 'm' } };
    expect(actionGroupResult.parse(result)).toEqual({
      ok: false,
      error: { code: 'INTERNAL_ERROR', message: 'm' },
    });
  });
});

describe('actionGroupHops', () => {
  it('has the hops next to the result', () => {
    const hops = [{ hop: 7, credential: 'iam', effect: 'deny', code: 'GATEWAY_TARGET_FAILED' }];
    expect(actionGroupHops.parse({ ok: true, summary: 's', hops }).hops).toEqual(hops);
    expect(actionGroupHops.parse({ ok: true }).hops).toBeUndefined();
  });

  it('keeps the report of a hop with an unknown code', () => {
    const hop = { hop: 6, credential: 'oauth', effect: 'deny', code: 'CODE_OF_A_LATER_VERSION' };
    expect(actionGroupHops.parse({ hops: [hop] }).hops).toEqual([
      { ...hop, code: 'INTERNAL_ERROR' },
    ]);
  });
});
