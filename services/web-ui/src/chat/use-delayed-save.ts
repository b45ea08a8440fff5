import { useEffect, useLayoutEffect, useRef } from 'react';

const saveDelayMs = 400;

/**
 * Calls the last `save` once per `saveDelayMs` while it changes, and without a delay when the page is hidden, reloaded or
 * closed. A change that the page shows is not lost. Nothing is saved after the component has ended, for example at the
 * sign-out.
 */
export const useDelayedSave = (save: (() => void) | undefined): void => {
  const latest = useRef(save);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // A layout effect runs before the person sees the change.
  useLayoutEffect(() => {
    latest.current = save;
    if (!save) return;
    // Later changes do not postpone it: an answer grows for a long time.
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current?.();
    }, saveDelayMs);
  }, [save]);

  useEffect(() => {
    const saveNow = (): void => {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      timer.current = undefined;
      latest.current?.();
    };
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') saveNow();
    };
    addEventListener('pagehide', saveNow);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      removeEventListener('pagehide', saveNow);
      document.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);
};
