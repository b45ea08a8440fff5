import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Decision } from '@hopwise/contracts/decision';
import { lazy, Suspense } from 'react';

const DecisionDetails = lazy(() =>
  import('./decision-details.tsx').then((module) => ({ default: module.DecisionDetails })),
);

/** Shows decisions of a hop. Their form is loaded when a person opens the first ones. */
export const LazyDecisions = ({ decisions }: { readonly decisions: readonly Decision[] }) => (
  <Suspense>
    <SpaceBetween size="s">
      {decisions.map((decision) => (
        <DecisionDetails
          key={`${decision.at} ${decision.action} ${decision.resource}`}
          decision={decision}
        />
      ))}
    </SpaceBetween>
  </Suspense>
);
