import { describe, expect, it } from '@jest/globals';
import type { Conversation, Turn } from '../chat/turn.ts';
import { keptTurns, maxKeptTurns } from './kept-turns.ts';

const turn = (askedAtMs: number): Turn => ({
  id: `t${askedAtMs}`,
  question: 'What is wrong?',
  correlationId: `t${askedAtMs}`,
  askedAtMs,
  state: 'done',
  answer: '',
  steps: [],
  hops: [],
});

const conversation = (id: string, ...turns: Turn[]): Conversation => ({ id, title: 'T', turns });

describe('keptTurns', () => {
  it('has the turns of all conversations, newest first', () => {
    const all = [conversation('c2', turn(2), turn(4)), conversation('c1', turn(1), turn(3))];
    expect(keptTurns(all).map(({ askedAtMs }) => askedAtMs)).toEqual([4, 3, 2, 1]);
  });

  it('has a limit', () => {
    const turns = Array.from({ length: maxKeptTurns + 1 }, (_, at) => turn(at));
    const kept = keptTurns([conversation('c1', ...turns)]);
    expect(kept).toHaveLength(maxKeptTurns);
    expect(kept.at(-1)?.askedAtMs).toBe(1);
  });
});
