import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type IssuerMode, Simulation } from '../../testing/model-simulation.ts';

/** Total number of steps. `test:nightly` sets 100,000. */
const steps = Number(process.env.MODEL_STEPS ?? 4_000);
const stepsPerRun = 50;

type Model = Record<never, never>;

const commandOf = (
  name: string,
  run: (simulation: Simulation) => void | Promise<void>,
): fc.AsyncCommand<Model, Simulation> => ({
  check: () => true,
  async run(_model, simulation) {
    await run(simulation);
    await simulation.settle();
    expect(simulation.violations).toEqual([]);
  },
  toString: () => name,
});

const minute = 60_000;
const modes: readonly IssuerMode[] = ['unavailable', 'throttled', 'resets', 'malformed'];

const commands = [
  fc
    .integer({ min: 1, max: 5 })
    .map((count) => commandOf(`invoke ${count}`, (simulation) => simulation.invoke(count))),
  fc.constant(commandOf('answer', (simulation) => simulation.answerAll())),
  fc.constant(commandOf('prefetch', (simulation) => simulation.prefetch())),
  fc.constant(commandOf('abort', (simulation) => simulation.abortOne())),
  fc.constant(commandOf('revoke', (simulation) => simulation.revoke())),
  fc
    .boolean()
    .map((isOverlapping) =>
      commandOf(`rotate, overlapping: ${isOverlapping}`, (simulation) =>
        simulation.rotate(isOverlapping),
      ),
    ),
  fc.constantFrom<IssuerMode>('works', 'works', 'works', ...modes).map((mode) =>
    commandOf(`issuer ${mode}`, (simulation) => {
      simulation.mode = mode;
    }),
  ),
  fc
    .constantFrom(50, 400, 1_000, 6_000, 13_000, 10 * minute, 48 * minute, 60 * minute)
    .map((ms) => commandOf(`${ms} ms pass`, (simulation) => simulation.advance(ms))),
  fc
    .constantFrom(1_000, 5_001, 10 * minute)
    .map((ms) => commandOf(`clock set back ${ms} ms`, (simulation) => simulation.advance(-ms))),
];

describe('random sequences of invocations, failures, rotations, refusals, aborts and clock changes', () => {
  it(
    `keeps the guarantees in ${steps} steps, and recovers`,
    async () => {
      let done = 0;
      const property = fc.asyncProperty(
        fc.commands(commands, { maxCommands: stepsPerRun, size: 'max' }),
        async (sequence) => {
          const simulation = new Simulation();
          await fc.asyncModelRun(() => ({ model: {}, real: simulation }), sequence);
          done += [...sequence].length;
          await simulation.finish();

          simulation.advance(24 * 60 * minute);
          simulation.invoke(2);
          await simulation.settle();
          await simulation.finish();
          expect(simulation.violations).toEqual([]);
          expect(simulation.outcomes.slice(-2)).toEqual(['200', '200']);
        },
      );
      await fc.assert(property, { numRuns: Math.ceil(steps / (stepsPerRun / 2)) });
      expect(done).toBeGreaterThan(steps / 2);
    },
    20 * minute,
  );
});
