import type { TableProps } from '@cloudscape-design/components/table';
import type { ExplainLinkProps } from './explain-link.tsx';
import { ListTable } from './list-table.tsx';
import { RatedFinding } from './rated-finding.tsx';
import { resourceColumn } from './resource-column.tsx';
import type { ResourceList } from './tool-results.ts';

type Row = ResourceList['resources'][number];

export type ResourceTableProps = Pick<ExplainLinkProps, 'onExplain'> & {
  readonly list: ResourceList;
};

/** Lists resources with their number of findings and their worst finding. */
export const ResourceTable = ({ list, onExplain }: ResourceTableProps) => (
  <ListTable
    title="Resources"
    rows={list.resources}
    total={list.total}
    columns={columnsWith(onExplain)}
    trackBy="resource"
  />
);

const columnsWith = (
  onExplain: ResourceTableProps['onExplain'],
): readonly TableProps.ColumnDefinition<Row>[] => [
  resourceColumn,
  {
    id: 'type',
    header: 'Type',
    minWidth: 100,
    cell: ({ resourceType }) => resourceType.replaceAll('-', ' '),
  },
  {
    id: 'finding',
    header: 'Worst finding',
    minWidth: 160,
    cell: ({ worstSeverity, worstFinding, worstFindingId }) => (
      <RatedFinding
        severity={worstSeverity}
        title={worstFinding}
        findingId={worstFindingId}
        onExplain={onExplain}
      />
    ),
  },
  { id: 'findings', header: 'Findings', cell: ({ findings }) => findings },
];
