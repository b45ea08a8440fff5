import Box from '@cloudscape-design/components/box';
import {
  colorBorderDividerDefault,
  colorTextStatusError,
  colorTextStatusInfo,
} from '@cloudscape-design/design-tokens';
import { isBroken } from '@hopwise/contracts/hop-views';
import type { HopSpan } from '@hopwise/contracts/turn-record';
import { durationText } from './call-times.ts';
import { hopTimes } from './hop-times.ts';
import type { HopView } from './hop-views.ts';
import { WaterfallRow } from './waterfall-row.tsx';

export type WaterfallProps = {
  /** Absent where the times are not known. */
  readonly spans: readonly HopSpan[] | undefined;
  readonly views: readonly HopView[];
};

/** The times of a turn on one axis. It is a table, so a screen reader reads each hop with its time. */
export const Waterfall = ({ spans, views }: WaterfallProps) => {
  if (!spans || spans.length === 0) {
    return <Box color="text-body-secondary">The time of each hop is not known here.</Box>;
  }
  const { totalMs, hops } = hopTimes(spans, views.find(({ state }) => isBroken(state))?.hop);
  return (
    <Box>
      <table className="waterfall">
        <caption>
          <Box variant="awsui-key-label">Wall time of each hop</Box>
        </caption>
        <thead>
          <tr>
            <th scope="col">Hop</th>
            <th scope="col">
              <span className="waterfall-axis">
                <span>0</span>
                <span>{durationText(totalMs / 2)}</span>
                <span>{durationText(totalMs)}</span>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {hops.map((time) => (
            <WaterfallRow
              key={time.hop}
              time={time}
              view={views.find(({ hop }) => hop === time.hop)}
              colors={colors}
            />
          ))}
        </tbody>
      </table>
    </Box>
  );
};

const colors = {
  border: colorBorderDividerDefault,
  failed: colorTextStatusError,
  answered: colorTextStatusInfo,
};
