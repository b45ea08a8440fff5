import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { serviceName } from '@hopwise/chat-client/service-name';
import { serviceState } from './service-state.ts';
import type { ServiceStatuses } from './tool-results.ts';

type Row = ServiceStatuses['services'][number];

export type ServiceTableProps = {
  readonly statuses: ServiceStatuses;
  readonly variant?: TableProps.Variant;
};

/** Lists the security services with their status and number of findings. */
export const ServiceTable = ({ statuses, variant = 'embedded' }: ServiceTableProps) => (
  <Table
    variant={variant}
    items={statuses.services}
    columnDefinitions={columns}
    trackBy="service"
    wrapLines
    contentDensity="compact"
    header={
      <Header variant={variant === 'embedded' ? 'h3' : 'h2'} description={statuses.region}>
        Security services
      </Header>
    }
    empty={<Box textAlign="center">No services</Box>}
    ariaLabels={{ tableLabel: 'Security services' }}
  />
);

const columns: readonly TableProps.ColumnDefinition<Row>[] = [
  {
    id: 'service',
    header: 'Service',
    isRowHeader: true,
    minWidth: 110,
    cell: ({ service }) => serviceName(service),
  },
  {
    id: 'status',
    header: 'Status',
    minWidth: 170,
    cell: ({ status, message }) => {
      const { type, text } = serviceState(status);
      return (
        <>
          <StatusIndicator type={type}>{text}</StatusIndicator>
          {message !== undefined && (
            <div className="breaks-anywhere">
              <Box variant="small">{message}</Box>
            </div>
          )}
        </>
      );
    },
  },
  { id: 'findings', header: 'Findings', cell: ({ activeFindings }) => activeFindings ?? '-' },
  { id: 'critical', header: 'Critical', cell: ({ critical }) => critical ?? '-' },
  { id: 'high', header: 'High', cell: ({ high }) => high ?? '-' },
];
