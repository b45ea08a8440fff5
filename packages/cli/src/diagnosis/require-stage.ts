import { suggestion } from '../command-line/suggestion.ts';

/** Rejects if `serverless.yml` has no such stage, with the names of its stages. */
export const requireStage = async (stage: string, serviceDirectory: string): Promise<void> => {
  // Loads the YAML library.
  const { readStageNames } = await import('@hopwise/doctor/sources/read-stage-names');
  const known = await readStageNames(serviceDirectory);
  if (known.length === 0 || known.includes(stage)) return;
  const hint = await suggestion(stage, known);
  throw new Error(
    `serverless.yml has no stage ${stage}.${hint} Its stages are ${known.join(', ')}.`,
  );
};
