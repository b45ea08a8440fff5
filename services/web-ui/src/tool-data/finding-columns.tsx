import Link from '@cloudscape-design/components/link';
import type { TableProps } from '@cloudscape-design/components/table';
import { serviceName } from '@hopwise/chat-client/service-name';
import { ageText } from './age.ts';
import { resourceName } from './resource-name.ts';
import { severityRank } from './severity.ts';
import { SeverityBadge } from './severity-badge.tsx';
import type { AccountFinding } from './tool-results.ts';

/** The columns of a table of findings. `onOpen` shows the details of a finding. */
export const findingColumns = (
  onOpen: (finding: AccountFinding) => void,
): readonly TableProps.ColumnDefinition<AccountFinding>[] => [
  {
    id: 'severity',
    header: 'Severity',
    width: 130,
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
    sortingComparator: (left, right) => severityRank(left.severity) - severityRank(right.severity),
  },
  {
    id: 'title',
    header: 'Finding',
    minWidth: 220,
    isRowHeader: true,
    cell: (finding) => (
      <Link variant="secondary" onFollow={() => onOpen(finding)}>
        {finding.title}
      </Link>
    ),
    sortingField: 'title',
  },
  {
    id: 'service',
    header: 'Service',
    minWidth: 120,
    cell: ({ service }) => serviceName(service),
    sortingField: 'service',
  },
  {
    id: 'resource',
    header: 'Resource',
    minWidth: 170,
    cell: ({ resource }) => resourceName(resource),
    sortingField: 'resource',
  },
  {
    id: 'age',
    header: 'Age',
    minWidth: 90,
    cell: (finding) => ageText(firstSeen(finding), Date.now()),
    sortingComparator: (left, right) => Date.parse(firstSeen(right)) - Date.parse(firstSeen(left)),
  },
];

/** An older tool names only the last update. */
const firstSeen = ({ firstSeenAt, updatedAt }: AccountFinding): string => firstSeenAt || updatedAt;
