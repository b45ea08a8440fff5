import fc from 'fast-check';

/** Number of concurrent requests. */
const batchSize = 40;

const requests = Number(process.env.FUZZ_REQUESTS ?? 2_000);
const seed = Number(process.env.FUZZ_SEED ?? 1);

/** Time limit. The nightly run takes minutes. */
export const fuzzTimeoutMs = 30 * 60_000;

/**
 * Sends an endpoint 2,000 inputs. They are the same in every run unless `FUZZ_REQUESTS` or `FUZZ_SEED` is
 * set. Rejects with the smallest input that `exchange` rejects.
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
