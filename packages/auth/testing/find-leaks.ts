import { inspect } from 'node:util';

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** A text as it may turn up: plain, URL-encoded in both ways, base64, base64url and hex. */
export const encodings = (text: string): string[] => [
  text,
  encodeURIComponent(text),
  formEncoded(text),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('base64url'),
  Buffer.from(text).toString('hex'),
];

/** The pair of client and secret as the Basic header has it. */
export const basicOf = (clientId: string, clientSecret: string): string =>
  Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64');

const causesOf = (error: unknown): unknown[] =>
  error instanceof Error && error.cause !== undefined
    ? [error.cause, ...causesOf(error.cause)]
    : [];

/** Everything that a value shows of itself: inspected with hidden fields, as JSON, as text, with its causes. */
export const print = (value: unknown): string => {
  const shown = inspect(value, { depth: 12, showHidden: true, maxArrayLength: null });
  const told = value instanceof Error ? [value.message, value.stack] : [];
  const causes = causesOf(value).map(print);
  return [shown, ...told, ...causes, JSON.stringify(value), String(value)].join('\n');
};

export type Capture = { readonly written: string[]; stop(): void };

/** Records what is written to standard output and standard error, and lets it through. */
export const captureOutput = (): Capture => {
  const written: string[] = [];
  const restores = [process.stdout, process.stderr].map((stream) => {
    const original = stream.write;
    stream.write = (...args: unknown[]): boolean => {
      written.push(String(args[0]));
      return Reflect.apply(original, stream, args);
    };
    return () => {
      stream.write = original;
    };
  });
  return {
    written,
    stop() {
      for (const restore of restores) restore();
    },
  };
};
