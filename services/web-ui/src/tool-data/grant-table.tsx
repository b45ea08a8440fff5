import type { TableProps } from '@cloudscape-design/components/table';
import { ListTable } from './list-table.tsx';
import { resourceName } from './resource-name.ts';
import type { GrantList } from './tool-results.ts';

type Row = GrantList['grants'][number];

/** Lists who outside of the account can access a resource. */
export const GrantTable = ({ list }: { readonly list: GrantList }) => (
  <ListTable
    title="Access from outside"
    rows={list.grants}
    total={list.grants.length}
    columns={columns}
    trackBy="findingId"
  />
);

const columns: readonly TableProps.ColumnDefinition<Row>[] = [
  {
    id: 'principal',
    header: 'Who',
    isRowHeader: true,
    minWidth: 150,
    cell: ({ principal }) => principal,
  },
  { id: 'actions', header: 'Actions', minWidth: 200, cell: ({ actions }) => actions },
  {
    id: 'resource',
    header: 'Resource',
    minWidth: 170,
    cell: ({ resource }) => resourceName(resource),
  },
  { id: 'condition', header: 'Condition', minWidth: 120, cell: ({ condition }) => condition },
];
