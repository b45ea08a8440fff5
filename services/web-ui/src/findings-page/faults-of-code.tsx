import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { FaultState } from '@hopwise/contracts/faults';
import { FaultLinks } from '../diagnosis/fault-links.tsx';
import { faultsOfCode } from '../diagnosis/faults-of-code.ts';

export type FaultsOfCodeProps = {
  readonly code: string;
  readonly faults: readonly FaultState[];
};

/** Links to the switches that produce a code, with their effects. */
export const FaultsOfCode = ({ code, faults }: FaultsOfCodeProps) => {
  const names = faultsOfCode(code);
  const producing = faults.filter(({ name }) => names.includes(name));
  if (producing.length === 0) return null;
  return (
    <Container header={<Header variant="h2">Faults with this code</Header>}>
      <ul className="code-list">
        {producing.map(({ name, seen, on }) => (
          <li key={name}>
            <FaultLinks names={[name]} />{' '}
            {on && <StatusIndicator type="warning">On</StatusIndicator>}
            <Box color="text-body-secondary">{seen}</Box>
          </li>
        ))}
      </ul>
    </Container>
  );
};
