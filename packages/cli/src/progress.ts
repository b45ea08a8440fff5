import type { Terminal } from './command.ts';

const intervalMs = 1000;

/**
 * Says on stderr what is being done, and on a terminal for how long already. Only on stderr: stdout
 * belongs to the answer.
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
    terminal.stderr.write(`\r${label} … ${seconds()} s`);
  };
  const timer = terminal.interactive ? setInterval(show, intervalMs) : undefined;
  if (terminal.interactive) show();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (terminal.interactive) terminal.stderr.write(`\r${label}: ${seconds()} s\n`);
  }
};
