import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Finding } from '@hopwise/contracts/finding';
import type { CredentialKind } from '@hopwise/contracts/hops';
import { lazy, Suspense } from 'react';
import { LazyDoctorFinding } from '../diagnosis/lazy-doctor-finding.tsx';
import { CodeLink } from '../failures/code-link.tsx';
import type { HopView } from './hop-views.ts';

const DecisionDetails = lazy(() =>
  import('./decision-details.tsx').then((module) => ({ default: module.DecisionDetails })),
);

export type HopDetailsProps = {
  readonly view: HopView;
  readonly stateText: string;
  readonly findings: readonly Finding[];
};

const decisionsText = ({ decisions, decidedInMs = 0 }: HopView): string => {
  const count = decisions.length === 1 ? '1 decision' : `${decisions.length} decisions`;
  return `${count} in ${decidedInMs < 0.1 ? 'under 0.1' : decidedInMs.toFixed(1)} ms`;
};

/** Shows the details of one hop. Shows the kind of a credential, never the credential. */
export const HopDetails = ({ view, stateText, findings }: HopDetailsProps) => (
  <SpaceBetween size="xxs">
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Badge color={view.credential === 'oauth' ? 'blue' : 'grey'}>
        {credentialNames[view.credential]}
      </Badge>
      <Box variant="small" color={colorOf(stateText)}>
        {stateText}
      </Box>
      {view.cacheHit !== undefined && (
        <Box variant="small">{view.cacheHit ? 'Token from the cache' : 'New token'}</Box>
      )}
    </SpaceBetween>
    {view.code !== undefined && <CodeLink code={view.code} />}
    {findings.map((finding) => (
      <LazyDoctorFinding key={`${finding.code} ${finding.where}`} finding={finding} />
    ))}
    {view.decisions.length > 0 && (
      <ExpandableSection
        variant="inline"
        headerText={decisionsText(view)}
        headerAriaLabel={`${decisionsText(view)} at hop ${view.hop}`}
      >
        <Suspense>
          <SpaceBetween size="s">
            {view.decisions.map((decision) => (
              <DecisionDetails
                key={`${decision.at} ${decision.action} ${decision.resource}`}
                decision={decision}
              />
            ))}
          </SpaceBetween>
        </Suspense>
      </ExpandableSection>
    )}
  </SpaceBetween>
);

const colorOf = (stateText: string) =>
  stateText === 'Denied' || stateText === 'Failed' ? 'text-status-error' : 'text-body-secondary';

const credentialNames: Readonly<Record<CredentialKind, string>> = {
  iam: 'IAM',
  oauth: 'OAuth token',
  cognito: 'User token',
  none: 'No credential',
};
