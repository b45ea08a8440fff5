import type { TableProps } from '@cloudscape-design/components/table';
import { ExplainLink, type ExplainLinkProps } from './explain-link.tsx';
import { ListTable } from './list-table.tsx';
import { SeverityBadge } from './severity-badge.tsx';
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
  {
    id: 'resource',
    header: 'Resource',
    isRowHeader: true,
    minWidth: 170,
    cell: ({ name, resource }) => <span title={resource}>{name}</span>,
  },
  {
    id: 'type',
    header: 'Type',
    minWidth: 120,
    cell: ({ resourceType }) => resourceType.replaceAll('-', ' '),
  },
  {
    id: 'worst',
    header: 'Worst',
    minWidth: 110,
    cell: ({ worstSeverity }) => <SeverityBadge severity={worstSeverity} />,
  },
  {
    id: 'finding',
    header: 'Worst finding',
    minWidth: 220,
    cell: ({ worstFinding, worstFindingId }) => (
      <ExplainLink title={worstFinding} findingId={worstFindingId} onExplain={onExplain} />
    ),
  },
  { id: 'findings', header: 'Findings', cell: ({ findings }) => findings },
];
