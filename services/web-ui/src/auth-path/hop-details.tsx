import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Finding } from '@hopwise/contracts/finding';
import type { CredentialKind } from '@hopwise/contracts/hops';
import { LazyDoctorFinding } from '../diagnosis/lazy-doctor-finding.tsx';
import { LazyCodeLink } from '../failures/lazy-code-link.tsx';
import { decisionsText } from './decisions-text.ts';
import type { HopView } from './hop-views.ts';
import { LazyDecisions } from './lazy-decisions.tsx';

export type HopDetailsProps = {
  readonly view: HopView;
  readonly stateText: string;
  readonly findings: readonly Finding[];
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
    {view.code !== undefined && <LazyCodeLink code={view.code} />}
    {findings.map((finding) => (
      <LazyDoctorFinding key={`${finding.code} ${finding.where}`} finding={finding} />
    ))}
    {view.decisions.length > 0 && (
      <ExpandableSection
        variant="inline"
        headerText={decisionsText(view)}
        headerAriaLabel={`${decisionsText(view)} at hop ${view.hop}`}
      >
        <LazyDecisions decisions={view.decisions} />
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
