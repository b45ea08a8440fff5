import { describe, expect, it } from '@jest/globals';
import { chatEvent } from './chat-events.ts';
import { hops } from './hops.ts';

const step = { type: 'step', stepId: '1', tool: 't', arguments: {}, outcome: 'started' };
const hop = { type: 'hop', hop: 6, credential: 'oauth', effect: 'allow' };

describe('chatEvent', () => {
  it.each([
    { type: 'text', delta: '' },
    step,
    { ...step, arguments: { limit: 2, ids: ['a'] }, outcome: 'succeeded', summary: 'Two.' },
    { ...step, outcome: 'rejected', summary: 'No.', code: 'SERVICE_ACCESS_DENIED' },
    hop,
    { ...hop, cacheHit: true },
    { ...hop, effect: 'deny', code: 'TOKEN_REQUEST_REJECTED' },
    { type: 'done', sessionId: 'a.1', correlationId: 'turn-1' },
    { type: 'error', code: 'INTERNAL_ERROR', message: 'm', correlationId: 'turn-1' },
    { type: 'error', code: 'AGENT_ROLE_DENIED', message: 'm', hop: 4, correlationId: 'turn-1' },
  ])('reads %j', (event) => {
    expect(chatEvent.parse(event)).toEqual(event);
  });

  it.each([
    [
      'a hop with its principal',
      { ...hop, principal: 'arn:aws:sts::111122223333:assumed-role/x/y' },
    ],
    ['a hop with its statement', { ...hop, by: 'Allow statement' }],
    ['a hop number above 7', { ...hop, hop: 8 }],
    ['an unknown kind of credential', { ...hop, credential: 'bearer' }],
    ['a step with the reasoning of the model', { ...step, rationale: 'because' }],
    ['an unknown type', { type: 'trace' }],
    [
      'an error without its correlation id',
      { type: 'error', code: 'INTERNAL_ERROR', message: 'm' },
    ],
    ['an error without a code', { type: 'error', message: 'm', correlationId: 'turn-1' }],
    [
      'an error whose code is not a text',
      { type: 'error', code: 1, message: 'm', correlationId: 'turn-1' },
    ],
  ])('refuses %s', (_name, event) => {
    expect(chatEvent.safeParse(event).success).toBe(false);
  });

  it.each([
    { type: 'error', code: 'CODE_OF_A_LATER_VERSION', message: 'm', correlationId: 'turn-1' },
    { ...hop, effect: 'deny', code: 'CODE_OF_A_LATER_VERSION' },
  ])('reads an unknown code as INTERNAL_ERROR: %j', (event) => {
    expect(chatEvent.parse(event)).toEqual({ ...event, code: 'INTERNAL_ERROR' });
  });
});

describe('hops', () => {
  it('are seven, and only one uses OAuth', () => {
    expect(hops.map(({ hop: number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(hops.filter(({ credential }) => credential === 'oauth').map((one) => one.hop)).toEqual([
      6,
    ]);
    expect(hops.filter(({ credential }) => credential === 'iam')).toHaveLength(5);
  });

  it('start where the previous hop ends', () => {
    for (const [index, { to }] of hops.slice(0, -1).entries()) {
      expect(hops[index + 1]?.from).toBe(to);
    }
  });
});
