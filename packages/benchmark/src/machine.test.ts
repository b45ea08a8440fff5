import { describe, expect, it } from '@jest/globals';
import { describeMachine } from './machine.ts';

describe('the description of the machine', () => {
  it('names Node, the processors and the load', () => {
    const text = describeMachine({ processors: 2, load: 0.25 });
    expect(text).toContain(`Node ${process.version}`);
    expect(text).toContain('2 processors, load 0.3 at the start.');
  });

  it.each([
    [1.4, false],
    [1.5, true],
  ])('at a load of %d on two processors, the machine is busy: %s', (load, isBusy) => {
    expect(describeMachine({ processors: 2, load }).includes('The machine is busy')).toBe(isBusy);
  });
});
