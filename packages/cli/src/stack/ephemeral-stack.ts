import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandInput } from '../command-line/command.ts';
import { modelOf } from './agent-model.ts';
import type { RunningStack } from './running-stack.ts';
import { startPackagedStack } from './start-packaged-stack.ts';

/** Starts a local stack in this process, with the model of `--model`, and stops it after the work. */
export const withEphemeralStack = async <Result>(
  input: CommandInput,
  work: (stack: Pick<RunningStack, 'environment' | 'decisions'>) => Promise<Result>,
): Promise<Result> => {
  const model = modelOf(input.options.model);
  const folder = join(input.serviceDirectory, '.hopwise');
  await mkdir(folder, { recursive: true });
  const outputDirectory = await mkdtemp(join(folder, 'ask-'));
  try {
    const stack = await startPackagedStack(input, { outputDirectory, ...model });
    try {
      return await work({
        environment: stack.env,
        decisions: async (correlationId) => stack.decisions.ofTurn(correlationId),
      });
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(outputDirectory, { recursive: true, force: true });
  }
};
