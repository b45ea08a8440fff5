import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Decision } from '@hopwise/contracts/decision';
import { Suspense } from 'react';
import { lazyPart } from '../loading/lazy-part.ts';

const DecisionDetails = lazyPart(() =>
  import('./decision-details.tsx').then((module) => module.DecisionDetails),
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
