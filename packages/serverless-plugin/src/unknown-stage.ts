import { didYouMean } from '@hopwise/local-stack/faults/nearest-names';

/**
 * Returns what is wrong with a stage: `serverless.yml` must have parameters for it. Otherwise the framework would
 * package and deploy a stage with the defaults for every misspelled name.
 */
export const unknownStage = (
  stage: string,
  params: Readonly<Record<string, unknown>> = {},
): string | undefined => {
  const known = Object.keys(params).filter((name) => name !== 'default');
  if (known.length === 0 || known.includes(stage)) return undefined;
  return (
    `serverless.yml has no stage ${stage}.${didYouMean(stage, known)} Its stages are ${known.join(', ')}. ` +
    'A new stage needs an entry under `params`.'
  );
};
