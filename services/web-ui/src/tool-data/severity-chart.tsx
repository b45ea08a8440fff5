import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import {
  colorChartsStatusCritical,
  colorChartsStatusHigh,
  colorChartsStatusLow,
  colorChartsStatusMedium,
  colorChartsStatusNeutral,
} from '@cloudscape-design/design-tokens';
import type { Severity } from './severity.ts';
import { severitySeries } from './severity-series.ts';
import type { FindingSummary } from './tool-results.ts';

const colors: Readonly<Record<Severity, string>> = {
  CRITICAL: colorChartsStatusCritical,
  HIGH: colorChartsStatusHigh,
  MEDIUM: colorChartsStatusMedium,
  LOW: colorChartsStatusLow,
  INFORMATIONAL: colorChartsStatusNeutral,
};

/** Shows the findings per service, with each bar divided by severity. */
export const SeverityChart = ({ byService }: Pick<FindingSummary, 'byService'>) => {
  const { services, series, highest } = severitySeries(byService);
  return (
    <BarChart
      ariaLabel="Findings by service and severity"
      horizontalBars
      stackedBars
      hideFilter
      height={Math.max(120, services.length * 44)}
      xScaleType="categorical"
      xDomain={services}
      yDomain={[0, highest]}
      yTitle="Findings"
      series={series.map(({ severity, title, data }) => ({
        type: 'bar',
        title,
        data,
        color: colors[severity],
      }))}
      empty={<Box textAlign="center">No findings</Box>}
      i18nStrings={{
        yTickFormatter: (count) => (Number.isInteger(count) ? String(count) : ''),
        chartAriaRoleDescription: 'bar chart',
        xAxisAriaRoleDescription: 'x axis',
        yAxisAriaRoleDescription: 'y axis',
        legendAriaLabel: 'Severities',
      }}
    />
  );
};
