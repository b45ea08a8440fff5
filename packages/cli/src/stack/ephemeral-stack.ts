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
  const { stack } = await startPackagedStack(input, model);
  try {
    return await work({
      environment: stack.env,
      decisions: async (correlationId) => stack.decisions.ofTurn(correlationId),
    });
  } finally {
    await stack.stop();
  }
};
