import { Suspense } from 'react';
import { lazyPart } from '../loading/lazy-part.ts';
import type { TurnActionsProps } from './turn-actions.tsx';

const TurnActions = lazyPart(() =>
  import('./turn-actions.tsx').then((module) => module.TurnActions),
);

export type TurnToolsProps = Pick<TurnActionsProps, 'paths' | 'hasAddress'> &
  Pick<TurnActionsProps['reported'], 'views' | 'findings'>;

/** The actions on the turn of the auth path. They are loaded with the first turn. */
export const TurnTools = ({ paths, hasAddress, views, findings }: TurnToolsProps) => {
  const { turns, shown } = paths;
  // A new conversation has no turn to show, but it can show an earlier one.
  if (turns.length === 0) return null;
  return (
    <Suspense>
      <TurnActions
        paths={paths}
        reported={{
          correlationId: shown?.correlationId,
          views,
          findings,
          failure: shown?.failure,
        }}
        hasAddress={hasAddress}
      />
    </Suspense>
  );
};
