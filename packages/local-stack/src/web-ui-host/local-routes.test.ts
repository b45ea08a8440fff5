import { turnRecord } from '@hopwise/contracts/turn-record';
import { describe, expect, it } from '@jest/globals';
import { createDecisionRecord } from '../decisions/decision-record.ts';
import { maxTimedTurns } from '../decisions/span-record.ts';
import { answerLocalRoute } from './local-routes.ts';

/** A record by an injected clock, and the route that reads it. */
const setUp = () => {
  let nowMs = 1000;
  const decisions = createDecisionRecord({ now: () => nowMs });
  const faults = { list: () => [], set: async () => [] };
  const get = async (id: string) => {
    const url = new URL(`http://127.0.0.1/local/turns/${id}`);
    const request = { method: 'GET', url, signal: AbortSignal.timeout(60_000) };
    const { status, body } = await answerLocalRoute(request, { decisions, faults });
    return { status, body: JSON.parse(String(body)) };
  };
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { decisions, get, advance };
};

const denied = {
  hop: 6,
  credential: 'oauth',
  principal: 'app client abc',
  action: 'POST /oauth2/token',
  resource: 'http://127.0.0.1/oauth2/token',
  effect: 'deny',
  by: 'app client "machine"',
  code: 'TOKEN_REQUEST_REJECTED',
  ms: 0.5,
} as const;

describe('GET /local/turns/{correlationId}', () => {
  it('has each call of the turn with its hop, start and end, and the decisions', async () => {
    const { decisions, get, advance } = setUp();
    const endFirst = decisions.startSpan({ hop: 1, turn: 'turn-0001', operation: 'POST /chat' });
    advance(50);
    const endToken = decisions.startSpan({ hop: 6, turn: 'turn-0001', operation: denied.action });
    decisions.startSpan({ hop: 1, turn: 'turn-0002', operation: 'POST /chat' });
    decisions.add({ ...denied, correlationId: 'turn-0001' });
    decisions.add({ ...denied, correlationId: 'turn-0002' });
    advance(20);
    endToken('failed');
    advance(30);
    endFirst('answered');
    const { status, body } = await get('turn-0001');
    expect(status).toBe(200);
    expect(turnRecord.parse(body)).toEqual({
      correlationId: 'turn-0001',
      decisions: [{ ...denied, correlationId: 'turn-0001', at: '1970-01-01T00:00:01.050Z' }],
      spans: [
        {
          hop: 1,
          operation: 'POST /chat',
          startedAtMs: 1000,
          endedAtMs: 1100,
          outcome: 'answered',
        },
        {
          hop: 6,
          operation: 'POST /oauth2/token',
          startedAtMs: 1050,
          endedAtMs: 1070,
          outcome: 'failed',
        },
      ],
    });
  });

  it.each(['JZq5mFOIIAMFi_w=', 'JZq5mFOIIAMFi_w%3D'])(
    'finds an id with padding: %s',
    async (id) => {
      const { decisions, get } = setUp();
      const turn = 'JZq5mFOIIAMFi_w=';
      decisions.startSpan({ hop: 1, turn, operation: 'POST /chat' });
      expect((await get(id)).body).toMatchObject({ correlationId: turn, spans: [{ hop: 1 }] });
    },
  );

  it('answers 404 for a turn that it does not know, and says how many turns it keeps', async () => {
    const { status, body } = await setUp().get('turn-0001');
    expect(status).toBe(404);
    expect(body.message).toContain('no turn turn-0001');
    expect(body.message).toContain(`last ${maxTimedTurns} turns`);
  });

  it('forgets the oldest turn when it has too many', async () => {
    const { decisions, get } = setUp();
    for (let turn = 0; turn <= maxTimedTurns; turn += 1) {
      decisions.startSpan({ hop: 1, turn: `turn-id-${turn}`, operation: 'POST /chat' })('answered');
    }
    expect((await get('turn-id-0')).status).toBe(404);
    expect((await get('turn-id-1')).status).toBe(200);
    expect((await get(`turn-id-${maxTimedTurns}`)).status).toBe(200);
  });

  it.each(['short', 'x'.repeat(65), '%3Cscript%3E', 'a.b.c.d.e'])(
    'refuses the id %s',
    async (id) => {
      const { status, body } = await setUp().get(id);
      expect(status).toBe(400);
      expect(body.message).toContain('8 to 64');
    },
  );
});
