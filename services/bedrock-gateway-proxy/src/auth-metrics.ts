import type { AuthEvent } from '@hopwise/auth/observer';
import type { MiddlewareObj } from '@middy/core';
import type { Metrics } from './metrics.ts';

export type StoredMetrics = Pick<Metrics, 'hasStoredMetrics' | 'publishStoredMetrics'>;

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

/** Counts the events of the access-token middleware. */
export const countAuthEvents =
  (metrics: Pick<Metrics, 'addMetric'>) =>
  ({ type }: AuthEvent): void =>
    metrics.addMetric(names[type], 'Count', 1);

/** Writes all counts at the end of each invocation. The first invocation includes the counts of the initialization. */
export const publishMetrics = (metrics: StoredMetrics): MiddlewareObj => {
  const publish = (): void => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { after: publish, onError: publish };
};
