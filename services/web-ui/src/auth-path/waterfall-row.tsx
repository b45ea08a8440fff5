import Box from '@cloudscape-design/components/box';
import { useId, useState } from 'react';
import type { CallTime } from './call-times.ts';
import { durationText } from './call-times.ts';
import { decisionsText } from './decisions-text.ts';
import type { HopTime } from './hop-times.ts';
import type { HopView } from './hop-views.ts';
import { LazyDecisions } from './lazy-decisions.tsx';

export type WaterfallRowProps = {
  readonly time: HopTime;
  readonly view: HopView | undefined;
  readonly colors: { readonly border: string; readonly failed: string; readonly answered: string };
};

/** One hop on the time axis. Its bars are a button that shows the calls and the decisions. */
export const WaterfallRow = ({ time, view, colors }: WaterfallRowProps) => {
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const { hop, bars, calls } = time;
  return (
    <tr>
      <th scope="row">{hop}</th>
      <td>
        <button
          type="button"
          className="waterfall-track"
          style={{ borderColor: colors.border }}
          aria-label={`Calls of hop ${hop}`}
          aria-expanded={isOpen}
          aria-controls={detailsId}
          title={summaryOf(time, view)}
          onClick={() => setOpen(!isOpen)}
        >
          {bars.map(({ offset, width, hasFailed }) => (
            <span
              key={`${offset} ${width}`}
              style={{
                insetInlineStart: `${offset}%`,
                inlineSize: `${width}%`,
                background: hasFailed ? colors.failed : colors.answered,
              }}
            />
          ))}
        </button>
        <Box variant="small">{summaryOf(time, view)}</Box>
        <div id={detailsId} hidden={!isOpen} className="breaks-anywhere">
          {isOpen && <CallList calls={calls} />}
          {isOpen && view && <LazyDecisions decisions={view.decisions} />}
        </div>
      </td>
    </tr>
  );
};

const CallList = ({ calls }: { readonly calls: readonly CallTime[] }) => (
  <ul className="waterfall-calls">
    {calls.map(({ operation, atMs, outcome, isRetry }) => (
      <li key={`${atMs} ${operation}`}>
        <Box variant="small">
          {`${operation} at ${durationText(atMs)}: ${isRetry ? 'retry, ' : ''}${outcome}`}
        </Box>
      </li>
    ))}
  </ul>
);

/** The report of the proxy is better than the calls: a prefetched token is in the cache. */
const summaryOf = ({ notes, hadToken }: HopTime, view: HopView | undefined): string => {
  const isFromCache = view?.cacheHit ?? hadToken;
  return [
    ...notes,
    ...(view && view.decisions.length > 0 ? [decisionsText(view)] : []),
    ...(isFromCache === undefined ? [] : [isFromCache ? 'token from the cache' : 'new token']),
  ].join(', ');
};
