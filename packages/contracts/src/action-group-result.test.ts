import { describe, expect, it } from '@jest/globals';
import { actionGroupHops } from './action-group-result.ts';

describe('actionGroupHops', () => {
  it('has the hops next to the result', () => {
    const hops = [{ hop: 7, credential: 'iam', effect: 'deny', code: 'GATEWAY_TARGET_FAILED' }];
    expect(actionGroupHops.parse({ ok: true, summary: 's', hops }).hops).toEqual(hops);
    expect(actionGroupHops.parse({ ok: true }).hops).toBeUndefined();
  });
});
