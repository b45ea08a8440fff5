import { describe, expect, it } from '@jest/globals';
import { causesOf, isSameFault } from './symptom-causes.ts';

describe('the causes of a code', () => {
  it('are the faults that the caller cannot tell apart', () => {
    expect(causesOf('AGENT_ROLE_DENIED')).toEqual([
      'AGENT_ROLE_UNTRUSTED',
      'INVOKE_MODEL_DENIED',
      'AGENT_MODEL_ACCESS_MISSING',
    ]);
    expect(causesOf('GATEWAY_UNAUTHORIZED')).toContain('CLIENT_NOT_ALLOWED');
  });

  it('are empty for a code that names one fault, and for a code that every object has', () => {
    expect(causesOf('SECRET_NOT_FOUND')).toEqual([]);
    expect(causesOf('constructor')).toEqual([]);
  });
});

describe('one fault', () => {
  it.each([
    ['SECRET_NOT_FOUND', 'SECRET_NOT_FOUND', true],
    ['GATEWAY_UNAUTHORIZED', 'CLIENT_NOT_ALLOWED', true],
    ['CLIENT_NOT_ALLOWED', 'GATEWAY_UNAUTHORIZED', true],
    ['AGENT_ROLE_UNTRUSTED', 'INVOKE_MODEL_DENIED', false],
  ])('has the codes %s and %s: %s', (one, other, expected) => {
    expect(isSameFault(one, other)).toBe(expected);
  });
});
