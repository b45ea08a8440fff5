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
const ResourceTable = lazyPart(() =>
  import('./resource-table.tsx').then((module) => module.ResourceTable),
);
const PriorityTable = lazyPart(() =>
  import('./priority-table.tsx').then((module) => module.PriorityTable),
);
const GrantTable = lazyPart(() => import('./grant-table.tsx').then((module) => module.GrantTable));
const ExplanationDetails = lazyPart(() =>
  import('./explanation-details.tsx').then((module) => module.ExplanationDetails),
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
    case 'resources':
      return <ResourceTable list={view.list} onExplain={onExplain} />;
    case 'priorities':
      return <PriorityTable list={view.list} onExplain={onExplain} />;
    case 'grants':
      return view.list.grants.length > 0 ? <GrantTable list={view.list} /> : null;
    case 'explanation':
      return <ExplanationDetails explanation={view.explanation} />;
    case 'statuses':
      return <ServiceTable statuses={view.statuses} />;
    case undefined:
      return null;
  }
};
