import { isBroken } from '@hopwise/contracts/hop-views';
import type { HopSpan } from '@hopwise/contracts/turn-record';
import { hasFailed } from './call-outcome.ts';
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
  const hop = Math.max(0, ...views.map((view) => view.hop).filter((one) => lastFailed(one, spans)));
  return views.map((view) => (view.hop === hop ? { ...view, state: 'failed' } : view));
};

/** Whether a call at this hop failed, and the same call had no success later. */
const lastFailed = (hop: number, spans: readonly HopSpan[]): boolean => {
  const calls = spans.filter((span) => span.hop === hop);
  return calls.some(
    (call, index) =>
      hasFailed(call, spans) &&
      !calls
        .slice(index + 1)
        .some(({ operation, outcome }) => operation === call.operation && outcome === 'answered'),
  );
};
