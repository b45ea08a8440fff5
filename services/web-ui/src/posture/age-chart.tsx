import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import { ageBuckets } from '../tool-data/age.ts';
import type { AccountFinding } from '../tool-data/tool-results.ts';
import { findingsByAge } from './posture.ts';

/** Shows the findings by the time since their last update. */
export const AgeChart = ({ findings }: { readonly findings: readonly AccountFinding[] }) => {
  const data = findingsByAge(findings, Date.now());
  return (
    <BarChart
      ariaLabel="Findings by age"
      hideFilter
      hideLegend
      horizontalBars
      height={200}
      xScaleType="categorical"
      xDomain={ageBuckets}
      yDomain={[0, Math.max(1, ...data.map(({ y }) => y))]}
      yTitle="Findings"
      series={[{ type: 'bar', title: 'Findings', data }]}
      empty={<Box textAlign="center">No findings</Box>}
      i18nStrings={{
        chartAriaRoleDescription: 'bar chart',
        xAxisAriaRoleDescription: 'x axis',
        yAxisAriaRoleDescription: 'y axis',
        yTickFormatter: (count) => (Number.isInteger(count) ? String(count) : ''),
      }}
    />
  );
};
