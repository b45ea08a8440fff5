import type { AuthEvent } from '@hopwise/auth/observer';
import type { MiddlewareObj } from '@middy/core';

/** What of Powertools' `Metrics` counts, and what writes. */
export type MetricCounter = {
  addMetric(name: string, unit: 'Count', value: number): void;
};

export type StoredMetrics = {
  hasStoredMetrics(): boolean;
  publishStoredMetrics(): void;
};

const names: Readonly<Record<AuthEvent['type'], string>> = {
  cache_hit: 'TokenCacheHit',
  secret_read: 'SecretRead',
  token_requested: 'TokenRequested',
  renewed: 'TokenRenewed',
  renewal_failed: 'TokenRenewalFailed',
  replayed: 'RequestReplayed',
  cooled_down: 'TokenCoolDown',
  store_hit: 'TokenStoreHit',
  store_failed: 'TokenStoreFailed',
};

/** Counts what the access-token middleware tells. */
export const countAuthEvents =
  (metrics: MetricCounter) =>
  ({ type }: AuthEvent): void =>
    metrics.addMetric(names[type], 'Count', 1);

/** Writes what was counted once per invocation, whatever became of it; what initialisation counted, with the first. */
export const publishMetrics = (metrics: StoredMetrics): MiddlewareObj => {
  const publish = (): void => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { after: publish, onError: publish };
};
