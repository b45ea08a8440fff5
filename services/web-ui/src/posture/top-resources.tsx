import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { resourceName } from '../tool-data/resource-name.ts';
import { SeverityBadge } from '../tool-data/severity-badge.tsx';
import type { FindingSummary } from '../tool-data/tool-results.ts';

type Row = FindingSummary['topResources'][number];

export type TopResourcesProps = {
  readonly summary: FindingSummary | undefined;
  readonly loading: boolean;
};

/** Lists the resources with the most findings. */
export const TopResources = ({ summary, loading }: TopResourcesProps) => (
  <Table
    items={summary?.topResources ?? []}
    columnDefinitions={columns}
    trackBy="resource"
    wrapLines
    contentDensity="compact"
    loading={loading && !summary}
    loadingText="Asking the agent"
    header={<Header variant="h2">Most affected resources</Header>}
    empty={<Box textAlign="center">No resources</Box>}
    ariaLabels={{ tableLabel: 'Most affected resources' }}
  />
);

const columns: readonly TableProps.ColumnDefinition<Row>[] = [
  {
    id: 'resource',
    header: 'Resource',
    isRowHeader: true,
    minWidth: 180,
    cell: ({ resource }) => resourceName(resource),
  },
  {
    id: 'worst',
    header: 'Worst',
    minWidth: 110,
    cell: ({ worstSeverity }) => <SeverityBadge severity={worstSeverity} />,
  },
  { id: 'findings', header: 'Findings', cell: ({ findings }) => findings },
];
