import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { Pending } from './pending.tsx';
import type { Posture } from './posture.ts';

export type KeyFiguresProps = { readonly posture: Posture; readonly loading: boolean };

/** Shows the four most important figures. */
export const KeyFigures = ({ posture, loading }: KeyFiguresProps) => {
  const { statuses, summary } = posture;
  const on = statuses?.services.filter(({ status }) => status === 'enabled').length;
  const figures = [
    ['Active findings', summary?.total],
    ['Critical', summary?.bySeverity.critical],
    ['High', summary?.bySeverity.high],
    ['Services on', statuses && `${on}/${statuses.services.length}`],
  ] as const;
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={figures.map(([label, value]) => ({
          label,
          value:
            value === undefined ? (
              <Pending loading={loading} />
            ) : (
              <Box variant="awsui-value-large">{value}</Box>
            ),
        }))}
      />
    </Container>
  );
};
