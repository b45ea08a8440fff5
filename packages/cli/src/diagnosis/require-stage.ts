import { readStageNames } from '@hopwise/doctor/sources/read-stage-names';
import { suggestion } from '../command-line/suggestion.ts';

/** Rejects if `serverless.yml` has no such stage, with the names of its stages. */
export const requireStage = async (stage: string, serviceDirectory: string): Promise<void> => {
  const known = await readStageNames(serviceDirectory);
  if (known.length === 0 || known.includes(stage)) return;
  const hint = await suggestion(stage, known);
  throw new Error(
    `serverless.yml has no stage ${stage}.${hint} Its stages are ${known.join(', ')}.`,
  );
};
