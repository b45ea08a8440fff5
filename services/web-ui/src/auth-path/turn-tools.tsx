import { lazy, Suspense } from 'react';
import type { TurnPaths } from './use-turn-paths.ts';

const TurnChooser = lazy(() =>
  import('./turn-chooser.tsx').then((module) => ({ default: module.TurnChooser })),
);

/** The actions on the turn of the auth path. They are loaded with the first turn. */
export const TurnTools = ({ turns, shown, choose }: TurnPaths) =>
  turns.length === 0 ? null : (
    <Suspense>
      <TurnChooser turns={turns} shown={shown} onChoose={choose} />
    </Suspense>
  );
