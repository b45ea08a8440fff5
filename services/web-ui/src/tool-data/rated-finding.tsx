import SpaceBetween from '@cloudscape-design/components/space-between';
import { ExplainLink, type ExplainLinkProps } from './explain-link.tsx';
import type { Severity } from './severity.ts';
import { SeverityBadge } from './severity-badge.tsx';

export type RatedFindingProps = ExplainLinkProps & { readonly severity: Severity };

/** The severity and the title of a finding in one cell, because narrow pages have no space for two columns. */
export const RatedFinding = ({ severity, ...link }: RatedFindingProps) => (
  <SpaceBetween size="xxs">
    <SeverityBadge severity={severity} />
    <ExplainLink {...link} />
  </SpaceBetween>
);
