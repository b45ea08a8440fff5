import { describe, expect, it } from '@jest/globals';
import { createTokenRequestTurns } from './token-request-turns.ts';
import { createTurnTraces } from './turn-traces.ts';

const clock = { now: () => Date.parse('2026-11-22T08:00:00Z') };

const sessionOf = (turn: string) => ({ currentTurn: () => turn });

describe('turn traces', () => {
  it('gives each turn one tracing header, and finds the turn by that header', () => {
    const traces = createTurnTraces(clock);
    const header = traces.headerOf('turn-1');
    expect(header).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0$/);
    expect(traces.headerOf('turn-1')).toBe(header);
    expect(traces.headerOf('turn-2')).not.toBe(header);
    expect(traces.turnOf(header)).toBe('turn-1');
    expect(traces.turnOf(`Self=1-x;${header.replace(';', ';Parent=53995c3f42cd8ad8;')}`)).toBe(
      'turn-1',
    );
  });

  it('finds no turn for an unknown header', () => {
    const traces = createTurnTraces(clock);
    expect(traces.turnOf(undefined)).toBeUndefined();
    expect(traces.turnOf('Root=1-00000000-000000000000000000000000')).toBeUndefined();
  });

  it('forgets the oldest turns first', () => {
    const traces = createTurnTraces(clock);
    const first = traces.headerOf('turn-0');
    for (let turn = 1; turn < 1_000; turn += 1) traces.headerOf(`turn-${turn}`);
    expect(traces.turnOf(first)).toBe('turn-0');
    traces.headerOf('turn-1000');
    expect(traces.turnOf(first)).toBeUndefined();
  });
});

describe('turns of token requests', () => {
  it('come from the tracing header, or without one from the last reader of the secret', () => {
    const traces = createTurnTraces(clock);
    const turns = createTokenRequestTurns(traces, ['client-a', 'client-b']);
    const secretString = '{"clientId":"client-a"}';
    turns.onSecretRead({ session: sessionOf('turn-1'), secretString });
    turns.onSecretRead({ session: sessionOf('turn-2'), secretString });
    const traceHeader = traces.headerOf('turn-3');
    expect(turns.turnOf({ clientId: 'client-a', traceHeader })).toBe('turn-3');
    expect(turns.turnOf({ clientId: 'client-a', traceHeader: undefined })).toBe('turn-2');
    expect(turns.turnOf({ clientId: 'client-b', traceHeader: undefined })).toBeUndefined();
  });
});
