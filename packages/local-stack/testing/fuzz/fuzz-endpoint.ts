import fc from 'fast-check';

/** Requests that an endpoint gets at the same time. */
const batchSize = 40;

const requests = Number(process.env.FUZZ_REQUESTS ?? 2_000);
const seed = Number(process.env.FUZZ_SEED ?? 1);

/** The nightly form takes minutes. */
export const fuzzTimeoutMs = 30 * 60_000;

/**
 * Sends an endpoint 2,000 inputs, the same in every run unless `FUZZ_REQUESTS` and `FUZZ_SEED` say otherwise.
 * Rejects with the smallest input that `exchange` rejects.
 */
export const fuzzEndpoint = <Input>(
  inputs: fc.Arbitrary<Input>,
  exchange: (input: Input) => Promise<void>,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.array(inputs, { minLength: 1, maxLength: batchSize, size: 'max' }),
      async (batch) => {
        await Promise.all(batch.map(exchange));
      },
    ),
    { numRuns: Math.ceil((2 * requests) / batchSize), seed },
  );
