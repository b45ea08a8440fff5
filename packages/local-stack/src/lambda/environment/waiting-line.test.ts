import { describe, expect, it } from '@jest/globals';
import { WaitingLine, type WaitingLineOptions } from './waiting-line.ts';

/** Longer than any test. */
const neverMs = 3_600_000;

const create = (options: Partial<WaitingLineOptions> = {}) =>
  new WaitingLine<string>({
    maxWaitMs: neverMs,
    tooLong: () => new Error('It waited too long.'),
    stuckAfterMs: neverMs,
    onStuck: () => undefined,
    ...options,
  });

describe('WaitingLine', () => {
  it('serves the callers in order', async () => {
    const line = create();
    const waiting = [line.wait(undefined), line.wait(undefined)];
    line.serve('first');
    line.serve('second');
    expect(await Promise.all(waiting)).toEqual(['first', 'second']);
    expect(line.length).toBe(0);
  });

  it('forgets a caller who leaves', async () => {
    const line = create();
    const leaving = new AbortController();
    const left = line.wait(leaving.signal);
    const stays = line.wait(undefined);
    leaving.abort(new Error('The caller left.'));
    await expect(left).rejects.toThrow('The caller left.');
    line.serve('place');
    expect(await stays).toBe('place');
    await expect(line.wait(leaving.signal)).rejects.toThrow('The caller left.');
    expect(line.length).toBe(0);
  });

  it('sends away a caller who waited too long, and all callers at the end', async () => {
    await expect(create({ maxWaitMs: 1 }).wait(undefined)).rejects.toThrow('It waited too long.');
    const line = create();
    const waiting = [line.wait(undefined), line.wait(undefined)];
    line.refuseAll(new Error('The end.'));
    for (const one of waiting) await expect(one).rejects.toThrow('The end.');
  });

  it('reports repeatedly that no caller is served', async () => {
    let reports = 0;
    const line = create({
      stuckAfterMs: 1,
      onStuck() {
        reports += 1;
        if (reports === 3) line.serve('place');
      },
    });
    expect(await line.wait(undefined)).toBe('place');
    expect(reports).toBe(3);
  });
});
