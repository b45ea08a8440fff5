import { chatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import { hopCode } from '@hopwise/contracts/codes/hop-codes';
import { describe, expect, it } from '@jest/globals';
import { cureOf } from './failure-cures.ts';

describe('cureOf', () => {
  it('has an instruction for every code of hops 6 and 7', () => {
    for (const code of hopCode.options) {
      expect([code, cureOf(code)]).toEqual([code, expect.stringMatching(/^[A-Z].{8,}\.$/)]);
    }
  });

  it('has one for hop 5 that names both causes', () => {
    expect(cureOf('AGENT_DEPENDENCY_FAILED')).toMatch(/resource policy.*crashed/);
  });

  it('has no cure for other codes, nor for the name of an inherited property', () => {
    expect(chatErrorCode.options).toContain('AGENT_TIMEOUT');
    expect(cureOf('AGENT_TIMEOUT')).toBeUndefined();
    expect(cureOf('constructor')).toBeUndefined();
  });
});
