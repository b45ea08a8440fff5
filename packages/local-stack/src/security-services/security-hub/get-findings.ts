import {
  type AwsSecurityFinding,
  GetFindings$,
  type GetFindingsRequest,
  type GetFindingsResponse,
  type SortCriterion,
} from '@aws-sdk/client-securityhub';
import { operation } from '../../aws-endpoint/operation.ts';
import { pageOf } from '../../aws-endpoint/page.ts';
import { type AttributeValue, sortedBy, valuesAt } from '../attribute-values.ts';
import { unsupportedFilter } from '../unsupported-filter.ts';
import { findingFilter } from './finding-filters.ts';
import {
  hubArnOf,
  invalidSecurityHubInput,
  requireSubscription,
  type SecurityHubState,
} from './security-hub-state.ts';

export const getFindings = operation<GetFindingsRequest, GetFindingsResponse, SecurityHubState>(
  GetFindings$,
  {
    action: 'securityhub:GetFindings',
    resource: (_input, account) => hubArnOf(account),
    run(input, hub) {
      requireSubscription(hub);
      const { Filters = {}, SortCriteria = [], NextToken, MaxResults } = input;
      const found = hub.findings.filter(findingFilter(Filters, hub.clock.now()));
      const page = pageOf(
        sorted(found, SortCriteria),
        { limit: MaxResults, token: NextToken, query: [Filters, SortCriteria] },
        { maxLimit: 100, invalid: invalidSecurityHubInput },
      );
      return { Findings: page.items, NextToken: page.nextToken };
    },
  },
);

/** The value that a sort field compares. By default, the newest finding comes first. */
const sortFields: Readonly<
  Record<string, (finding: AwsSecurityFinding) => AttributeValue | undefined>
> = {
  CreatedAt: ({ CreatedAt }) => CreatedAt,
  Id: ({ Id }) => Id,
  ResourceType: (finding) => valuesAt(finding, ['Resources', 'Type'])[0],
  SeverityLabel: ({ Severity }) => Severity?.Label,
  SeverityNormalized: ({ Severity }) =>
    Severity?.Normalized ?? normalizedSeverity[Severity?.Label ?? ''],
  Title: ({ Title }) => Title,
  UpdatedAt: ({ UpdatedAt }) => UpdatedAt,
};

/** Security Hub adds the score if a provider sends only the label. */
const normalizedSeverity: Readonly<Record<string, number>> = {
  INFORMATIONAL: 0,
  LOW: 1,
  MEDIUM: 40,
  HIGH: 70,
  CRITICAL: 90,
};

/** Later criteria order findings that are equal by the earlier ones. */
const sorted = (
  findings: readonly AwsSecurityFinding[],
  criteria: readonly SortCriterion[],
): AwsSecurityFinding[] => {
  const effective = criteria.length > 0 ? criteria : [{ Field: 'UpdatedAt', SortOrder: 'desc' }];
  return effective.toReversed().reduce<AwsSecurityFinding[]>(
    (ordered, { Field, SortOrder }) => {
      const keyOf = sortFields[Field ?? ''];
      if (!keyOf) throw unsupportedFilter(`the Security Hub sort field ${Field}`);
      return sortedBy(ordered, keyOf, SortOrder === 'desc');
    },
    [...findings],
  );
};
