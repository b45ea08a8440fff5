import { isBroken } from '@hopwise/contracts/hop-views';
import type { HopSpan } from '@hopwise/contracts/turn-record';
import { hasFailedAt } from './call-outcome.ts';
import type { HopView } from './hop-views.ts';

/**
 * The views with the last hop whose call failed, if nothing else names a broken hop. A hung gateway decides nothing,
 * so only the times show where the turn ended.
 */
export const withBrokenCall = (
  views: readonly HopView[],
  spans: readonly HopSpan[],
): readonly HopView[] => {
  if (views.some(({ state }) => isBroken(state))) return views;
  const hop = Math.max(
    0,
    ...views.map((view) => view.hop).filter((one) => hasFailedAt(one, spans)),
  );
  return views.map((view) => (view.hop === hop ? { ...view, state: 'failed' } : view));
};
