import { useEffect } from 'react';

const intervalMs = 3_000;
const maxIntervalMs = 60_000;

/**
 * Reads at once, then every three seconds while the page is visible, and when a person returns to it. After a
 * failure it waits twice as long, up to a minute.
 */
export const usePolling = (read: () => Promise<void>, isOn: boolean): void => {
  useEffect(() => {
    if (!isOn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitMs = intervalMs;
    let isReading = false;
    let isOver = false;
    const run = async (): Promise<void> => {
      if (isReading || isOver || document.visibilityState === 'hidden') return;
      isReading = true;
      clearTimeout(timer);
      waitMs = await read().then(
        () => intervalMs,
        () => Math.min(waitMs * 2, maxIntervalMs),
      );
      isReading = false;
      if (!isOver) timer = setTimeout(run, waitMs);
    };
    run();
    addEventListener('focus', run);
    document.addEventListener('visibilitychange', run);
    return () => {
      isOver = true;
      clearTimeout(timer);
      removeEventListener('focus', run);
      document.removeEventListener('visibilitychange', run);
    };
  }, [read, isOn]);
};
