import Box from '@cloudscape-design/components/box';
import {
  colorBorderDividerDefault,
  colorTextStatusError,
  colorTextStatusInfo,
} from '@cloudscape-design/design-tokens';
import type { HopSpan } from '@hopwise/contracts/turn-record';
import { type Bar, durationText, hopTimes } from './hop-times.ts';

/** The times of a turn on one axis. It is a table, so a screen reader reads each hop with its time. */
export const Waterfall = ({ spans }: { readonly spans: readonly HopSpan[] | undefined }) => {
  if (!spans || spans.length === 0) {
    return <Box color="text-body-secondary">The time of each hop is not known here.</Box>;
  }
  const { totalMs, hops } = hopTimes(spans);
  return (
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
        {hops.map(({ hop, bars, text }) => (
          <tr key={hop}>
            <th scope="row">{hop}</th>
            <td>
              <div className="waterfall-track" style={{ borderColor: colorBorderDividerDefault }}>
                {bars.map((bar) => (
                  <div key={`${bar.offset} ${bar.width}`} style={styleOf(bar)} />
                ))}
              </div>
              <Box variant="small">{text}</Box>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const styleOf = ({ offset, width, outcome }: Bar) => ({
  insetInlineStart: `${offset}%`,
  inlineSize: `${width}%`,
  background:
    outcome === 'answered' || outcome === 'running' ? colorTextStatusInfo : colorTextStatusError,
});
