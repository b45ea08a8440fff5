import type { TableProps } from '@cloudscape-design/components/table';

/** The column with the name of a resource. Its ARN or id is the tooltip. */
export const resourceColumn: TableProps.ColumnDefinition<{
  readonly name: string;
  readonly resource: string;
}> = {
  id: 'resource',
  header: 'Resource',
  isRowHeader: true,
  minWidth: 130,
  maxWidth: 200,
  cell: ({ name, resource }) => (
    <span className="breaks-anywhere" title={resource}>
      {name}
    </span>
  ),
};
