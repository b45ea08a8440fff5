import type { TableProps } from '@cloudscape-design/components/table';
import type { ExplainLinkProps } from './explain-link.tsx';
import { ListTable } from './list-table.tsx';
import { RatedFinding } from './rated-finding.tsx';
import { resourceColumn } from './resource-column.tsx';
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
  { id: 'rank', header: 'Rank', width: 60, cell: ({ rank }) => rank },
  resourceColumn,
  {
    id: 'finding',
    header: 'Finding',
    minWidth: 160,
    cell: ({ severity, finding, findingId }) => (
      <RatedFinding
        severity={severity}
        title={finding}
        findingId={findingId}
        onExplain={onExplain}
      />
    ),
  },
  { id: 'reasons', header: 'Why', minWidth: 130, cell: ({ reasons }) => reasons },
];
