import type { Readable } from 'node:stream';

/** Largest log event, as in CloudWatch Logs. */
const maxLineBytes = 256 * 1024;
/** Length of the log tail that the Invoke API returns. */
const tailBytes = 4096;

/** What one execution environment writes, line by line, and the tail of its current invocation. */
export type FunctionLog = {
  write(line: string): void;
  /** Takes every line of a process's output. */
  capture(output: Readable): void;
  /** Forgets the tail, for the next invocation. */
  reset(): void;
  /** Last 4 KiB that the current invocation logged. */
  tail(): Buffer;
};

export const createFunctionLog = (onLine: (line: string) => void): FunctionLog => {
  let tail = Buffer.alloc(0);

  const write = (line: string): void => {
    tail = Buffer.concat([tail, Buffer.from(`${line}\n`)]).subarray(-tailBytes);
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
      tail = Buffer.alloc(0);
    },
    tail: () => tail,
  };
};
