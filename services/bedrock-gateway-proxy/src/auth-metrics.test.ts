import { Metrics as FullMetrics } from '@aws-lambda-powertools/metrics';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import middy from '@middy/core';
import { contextWith } from '../testing/invoke.ts';
import { countAuthEvents, publishMetrics } from './auth-metrics.ts';
import { createMetrics } from './metrics.ts';

let stdout: jest.SpiedFunction<typeof process.stdout.write>;
beforeEach(() => {
  stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => stdout.mockRestore());

/** The metric lines that were written. */
const readLines = () =>
  stdout.mock.calls
    .map(([line]) => String(line))
    .filter((line) => line.includes('CloudWatchMetrics'))
    .map((line) => JSON.parse(line));

const createScene = () => {
  const metrics = createMetrics({ namespace: 'Hopwise', serviceName: 'proxy' });
  const count = countAuthEvents(metrics);
  const invoke = (run: () => unknown) =>
    middy()
      .use(publishMetrics(metrics))
      .handler(async () => run())({}, contextWith(20_000));
  return { count, invoke };
};

describe('the metrics of the access token', () => {
  it('are written once per invocation in the embedded metric format', async () => {
    const { count, invoke } = createScene();
    count({ type: 'token_requested', reason: 'prefetch' });
    await invoke(() => {
      count({ type: 'cache_hit' });
      count({ type: 'replayed' });
      count({ type: 'replayed' });
    });

    const [line, ...more] = readLines();
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      _aws: { CloudWatchMetrics: [{ Namespace: 'Hopwise', Dimensions: [['service']] }] },
      service: 'proxy',
      TokenRequested: 1,
      TokenCacheHit: 1,
      RequestReplayed: 2,
    });
  });

  it('are also written when the invocation fails', async () => {
    const { count, invoke } = createScene();
    const failing = invoke(() => {
      count({ type: 'cooled_down', code: 'TOKEN_ENDPOINT_TIMEOUT', delayMs: 500 });
      throw new TypeError('unforeseen');
    });

    await expect(failing).rejects.toThrow('unforeseen');
    expect(readLines().map((line) => line.TokenCoolDown)).toEqual([1]);
  });

  it('are not written if nothing was counted', async () => {
    const { invoke } = createScene();
    await invoke(() => undefined);

    expect(readLines()).toEqual([]);
  });

  it('have the line that Powertools writes', () => {
    const options = { namespace: 'Hopwise', serviceName: 'proxy' };
    for (const metrics of [new FullMetrics(options), createMetrics(options)]) {
      metrics.addMetric('TokenCacheHit', 'Count', 1);
      metrics.addMetric('SecretRead', 'Count', 1);
      metrics.publishStoredMetrics();
    }
    const [theirs, ours] = readLines().map((line) => ({
      ...line,
      _aws: { ...line._aws, Timestamp: typeof line._aws.Timestamp },
    }));

    expect(ours).toEqual(theirs);
    expect(ours).toMatchObject({ _aws: { Timestamp: 'number' } });
  });
});
