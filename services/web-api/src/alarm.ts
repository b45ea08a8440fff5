/** Runs `action` once after a delay. The returned function cancels it. */
export type SetAlarm = (delayMs: number, action: () => void) => () => void;

export const setSystemAlarm: SetAlarm = (delayMs, action) => {
  const timeout = setTimeout(action, delayMs);
  return () => clearTimeout(timeout);
};
