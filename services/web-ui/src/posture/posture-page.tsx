import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ChatApi } from '../api/chat-api.ts';
import { FailureAlert } from '../failures/failure-alert.tsx';
import { ServiceTable } from '../tool-data/service-table.tsx';
import { SeverityChart } from '../tool-data/severity-chart.tsx';
import { AgeChart } from './age-chart.tsx';
import { KeyFigures } from './key-figures.tsx';
import { Pending } from './pending.tsx';
import { TopResources } from './top-resources.tsx';
import { usePosture } from './use-posture.ts';

const half = { default: 12, m: 6 } as const;

/** Overview of the account: its services, and its findings by severity, age and resource. */
export const PosturePage = ({ api }: { readonly api: ChatApi }) => {
  const { posture, loading, failure, refresh } = usePosture(api);
  const { statuses, summary, list } = posture;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="The agent's findings from every security service of this account."
        actions={
          <Button iconName="refresh" loading={loading} onClick={refresh}>
            Refresh
          </Button>
        }
      >
        Security posture
      </Header>
      {failure && <FailureAlert failure={failure} />}
      <KeyFigures posture={posture} loading={loading} />
      <Grid gridDefinition={[{ colspan: half }, { colspan: half }]}>
        {statuses ? (
          <ServiceTable statuses={statuses} variant="container" />
        ) : (
          <Container header={<Header variant="h2">Security services</Header>}>
            <Pending loading={loading} />
          </Container>
        )}
        <Container fitHeight header={<Header variant="h2">Findings by severity</Header>}>
          {summary ? (
            <SeverityChart byService={summary.byService} />
          ) : (
            <Pending loading={loading} />
          )}
        </Container>
      </Grid>
      <Grid gridDefinition={[{ colspan: half }, { colspan: half }]}>
        <TopResources summary={summary} loading={loading} />
        <Container fitHeight header={<Header variant="h2">Findings by age</Header>}>
          {list ? <AgeChart findings={list.findings} /> : <Pending loading={loading} />}
        </Container>
      </Grid>
    </SpaceBetween>
  );
};
