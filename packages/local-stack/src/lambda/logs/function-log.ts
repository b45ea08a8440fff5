import type { Readable } from 'node:stream';

/** Size limit of a log event, as in CloudWatch Logs. */
const maxLineBytes = 256 * 1024;
/** Length of the log tail that the Invoke API returns. */
const tailBytes = 4096;

/** The log lines of one execution environment, and the tail of its current invocation. */
export type FunctionLog = {
  write(line: string): void;
  /** Reads every line of a process's output. */
  capture(output: Readable): void;
  /** Clears the tail before the next invocation. */
  reset(): void;
  /** The last 4 KiB that the current invocation logged. */
  tail(): Buffer;
};

export const createFunctionLog = (onLine: (line: string) => void): FunctionLog => {
  // A text, because a kept part of a buffer keeps the 64 kB of its pool.
  let tail = '';

  const write = (line: string): void => {
    tail = `${tail}${line}\n`;
    if (tail.length > 2 * tailBytes) tail = tail.slice(-tailBytes);
    onLine(line);
  };

  return {
    write,
    capture(output) {
      let rest = '';
      output.setEncoding('utf8');
      output.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) write(line);
        if (rest.length < maxLineBytes) return;
        write(rest);
        rest = '';
      });
      output.on('end', () => {
        if (rest !== '') write(rest);
      });
    },
    reset() {
      tail = '';
    },
    tail: () => Buffer.from(tail).subarray(-tailBytes),
  };
};
