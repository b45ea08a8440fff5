import type { Terminal } from './command.ts';

const intervalMs = 1000;

/**
 * Shows on stderr what runs, and on a terminal also for how long. stdout is reserved for the result.
 */
export const withProgress = async <Result>(
  terminal: Terminal,
  label: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  const startedAt = performance.now();
  const seconds = (): string => ((performance.now() - startedAt) / 1000).toFixed(1);
  if (!terminal.interactive) terminal.stderr.write(`${label} …\n`);
  const show = (): void => {
    terminal.stderr.writeStyled(`\r${label} … ${seconds()} s`);
  };
  const timer = terminal.interactive ? setInterval(show, intervalMs) : undefined;
  if (terminal.interactive) show();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (terminal.interactive) terminal.stderr.writeStyled(`\r${label}: ${seconds()} s\n`);
  }
};
