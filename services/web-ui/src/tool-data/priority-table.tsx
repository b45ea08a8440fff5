import type { TableProps } from '@cloudscape-design/components/table';
import { ExplainLink, type ExplainLinkProps } from './explain-link.tsx';
import { ListTable } from './list-table.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import type { PriorityList } from './tool-results.ts';

type Row = PriorityList['priorities'][number];

export type PriorityTableProps = Pick<ExplainLinkProps, 'onExplain'> & {
  readonly list: PriorityList;
};

/** Lists what to fix, in this order, with the reasons. */
export const PriorityTable = ({ list, onExplain }: PriorityTableProps) => (
  <ListTable
    title="Fix in this order"
    rows={list.priorities}
    total={list.total}
    columns={columnsWith(onExplain)}
    trackBy="resource"
  />
);

const columnsWith = (
  onExplain: PriorityTableProps['onExplain'],
): readonly TableProps.ColumnDefinition<Row>[] => [
  { id: 'rank', header: 'Rank', width: 70, cell: ({ rank }) => rank },
  {
    id: 'resource',
    header: 'Resource',
    isRowHeader: true,
    minWidth: 170,
    cell: ({ name, resource }) => <span title={resource}>{name}</span>,
  },
  {
    id: 'severity',
    header: 'Severity',
    minWidth: 110,
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  {
    id: 'finding',
    header: 'Finding',
    minWidth: 220,
    cell: ({ finding, findingId }) => (
      <ExplainLink title={finding} findingId={findingId} onExplain={onExplain} />
    ),
  },
  { id: 'reasons', header: 'Why', minWidth: 180, cell: ({ reasons }) => reasons },
];
