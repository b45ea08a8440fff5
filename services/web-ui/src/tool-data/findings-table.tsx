import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useState } from 'react';
import { findingColumns } from './finding-columns.tsx';
import { FindingDetails } from './finding-details.tsx';
import type { AccountFinding, FindingList } from './tool-results.ts';

const pageSize = 10;

export type FindingsTableProps = {
  readonly list: FindingList;
  readonly onExplain: ((findingId: string) => void) | undefined;
};

/** A table of findings that can be sorted and filtered. */
export const FindingsTable = ({ list, onExplain }: FindingsTableProps) => {
  const [opened, setOpened] = useState<AccountFinding>();
  const columns = findingColumns(setOpened);
  const [severity] = columns;
  const { items, collectionProps, filterProps, paginationProps, filteredItemsCount, actions } =
    useCollection(list.findings, {
      filtering: {
        noMatch: <Button onClick={() => actions.setFiltering('')}>Clear the filter</Button>,
      },
      sorting: { ...(severity && { defaultState: { sortingColumn: severity } }) },
      pagination: { pageSize },
    });
  const shown = list.findings.length;
  return (
    <>
      <Table
        {...collectionProps}
        items={items}
        columnDefinitions={columns}
        trackBy="id"
        variant="embedded"
        wrapLines
        contentDensity="compact"
        enableKeyboardNavigation
        header={
          <Header
            variant="h3"
            counter={shown < list.total ? `(${shown} of ${list.total})` : `(${shown})`}
          >
            Findings
          </Header>
        }
        filter={
          <TextFilter
            {...filterProps}
            filteringPlaceholder="Filter by any text"
            filteringAriaLabel="Filter the findings"
            filteringClearAriaLabel="Clear the filter"
            countText={`${filteredItemsCount ?? 0} matches`}
          />
        }
        pagination={shown > pageSize ? <Pagination {...paginationProps} /> : undefined}
        empty={<Box textAlign="center">No findings</Box>}
        ariaLabels={{ tableLabel: 'Findings' }}
      />
      <FindingDetails finding={opened} onClose={() => setOpened(undefined)} onExplain={onExplain} />
    </>
  );
};
