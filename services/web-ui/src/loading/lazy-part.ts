import { type ComponentType, lazy } from 'react';

const Nothing = () => null;

/**
 * A part of the page that is loaded on first use. If its file cannot be loaded, the page keeps working without it, and
 * `ReloadNotice` offers to reload.
 */
export const lazyPart = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Replacement: ComponentType<Props> = Nothing,
) =>
  lazy(() =>
    load().then(
      (Part) => ({ default: Part }),
      () => ({ default: Replacement }),
    ),
  );
