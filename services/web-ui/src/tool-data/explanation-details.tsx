import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextContent from '@cloudscape-design/components/text-content';
import { serviceName } from '@hopwise/chat-client/service-name';
import { safeLink, shownAddress } from '../markdown/safe-link.ts';
import { SeverityBadge } from './severity-badge.tsx';
import type { FindingExplanation } from './tool-results.ts';

/** Explains one finding: what is wrong, why it matters, and what to do step by step. */
export const ExplanationDetails = ({
  explanation: { finding, state, problem, risk, remediation, references },
}: {
  readonly explanation: FindingExplanation;
}) => (
  <SpaceBetween size="s">
    <Header variant="h3">{finding.title}</Header>
    <KeyValuePairs
      columns={2}
      items={[
        { label: 'Severity', value: <SeverityBadge severity={finding.severity} /> },
        { label: 'Service', value: serviceName(finding.service) },
        { label: 'Resource', value: <Box variant="span">{finding.resource}</Box> },
        { label: 'State', value: state.toLowerCase() },
      ]}
    />
    <KeyValuePairs
      columns={1}
      items={[
        { label: 'What is wrong', value: problem },
        { label: 'Why it matters', value: risk },
        { label: 'What to do', value: <Steps steps={remediation} /> },
        ...(references.length > 0
          ? [{ label: 'Read more', value: <References addresses={references} /> }]
          : []),
      ]}
    />
  </SpaceBetween>
);

const Steps = ({ steps }: { readonly steps: readonly string[] }) => (
  <TextContent>
    <ol>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  </TextContent>
);

/** The addresses come from the services, so one that is not a web address is shown as text, and its direction changes no other text. */
const References = ({ addresses }: { readonly addresses: readonly string[] }) => (
  <SpaceBetween size="xxs">
    {addresses.map((address) => {
      const link = safeLink(address, location.hostname);
      return link === undefined ? (
        <bdi key={address}>{address}</bdi>
      ) : (
        <Link key={address} href={link.address} external externalIconAriaLabel="Opens in a new tab">
          {shownAddress(link)}
        </Link>
      );
    })}
  </SpaceBetween>
);
