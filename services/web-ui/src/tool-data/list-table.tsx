import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';

export type ListTableProps<Row> = {
  readonly title: string;
  readonly rows: readonly Row[];
  /** The number of rows with those that the tool left out. */
  readonly total: number;
  readonly columns: readonly TableProps.ColumnDefinition<Row>[];
  readonly trackBy: string;
};

/** A table of a tool's list that needs no filter. */
export const ListTable = <Row,>({ title, rows, total, columns, trackBy }: ListTableProps<Row>) => (
  <Table
    items={rows}
    columnDefinitions={columns}
    trackBy={trackBy}
    variant="embedded"
    wrapLines
    contentDensity="compact"
    header={
      <Header
        variant="h3"
        counter={rows.length < total ? `(${rows.length} of ${total})` : `(${rows.length})`}
      >
        {title}
      </Header>
    }
    empty={<Box textAlign="center">None</Box>}
    ariaLabels={{ tableLabel: title }}
  />
);
