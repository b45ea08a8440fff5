import Spinner from '@cloudscape-design/components/spinner';
import { Suspense } from 'react';
import { lazyPart } from '../loading/lazy-part.ts';
import { viewOf } from './tool-results.ts';

const FindingsTable = lazyPart(() =>
  import('./findings-table.tsx').then((module) => module.FindingsTable),
);
const SeverityChart = lazyPart(() =>
  import('./severity-chart.tsx').then((module) => module.SeverityChart),
);
const ServiceTable = lazyPart(() =>
  import('./service-table.tsx').then((module) => module.ServiceTable),
);

type ToolStep = {
  readonly stepId: string;
  /** The result that the tool returned, not checked yet. */
  readonly result?: unknown;
};

export type ToolDataProps = {
  readonly steps: readonly ToolStep[];
  /** Asks the agent about one finding; absent while a turn runs. */
  readonly onExplain: ((findingId: string) => void) | undefined;
};

/** Shows the tools' results as tables and charts. */
export const ToolData = ({ steps, onExplain }: ToolDataProps) => (
  <>
    {steps.map((step) => (
      <Suspense key={step.stepId} fallback={<Spinner />}>
        <ToolResultData result={step.result} onExplain={onExplain} />
      </Suspense>
    ))}
  </>
);

const ToolResultData = ({
  result,
  onExplain,
}: Pick<ToolDataProps, 'onExplain'> & { readonly result: unknown }) => {
  const view = viewOf(result);
  switch (view?.kind) {
    case 'findings':
      return view.list.findings.length > 0 ? (
        <FindingsTable list={view.list} onExplain={onExplain} />
      ) : null;
    case 'summary':
      return <SeverityChart byService={view.summary.byService} />;
    case 'statuses':
      return <ServiceTable statuses={view.statuses} />;
    case undefined:
      return null;
  }
};
