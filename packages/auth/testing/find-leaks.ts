import { inspect } from 'node:util';

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** The text in every encoding that could leak: plain, URL-encoded, form-encoded, base64, base64url and hex. */
export const encodings = (text: string): string[] => [
  text,
  encodeURIComponent(text),
  formEncoded(text),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('base64url'),
  Buffer.from(text).toString('hex'),
];

/** Client id and client secret, encoded for the Basic header. */
export const basicOf = (clientId: string, clientSecret: string): string =>
  Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64');

/** Whether a token request has these credentials, in the header or in the form. */
export const presents = (
  {
    authorization,
    body = '',
  }: { readonly authorization?: string | undefined; readonly body?: string | undefined },
  clientId: string,
  clientSecret: string,
): boolean => {
  if (authorization) return authorization === `Basic ${basicOf(clientId, clientSecret)}`;
  const form = new URLSearchParams(body);
  return form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
};

const causesOf = (error: unknown): unknown[] =>
  error instanceof Error && error.cause !== undefined
    ? [error.cause, ...causesOf(error.cause)]
    : [];

/** Prints a value in every usual way: with hidden fields, as JSON, as a string, and with its causes. */
export const print = (value: unknown): string => {
  const shown = inspect(value, { depth: 12, showHidden: true, maxArrayLength: null });
  const texts = value instanceof Error ? [value.message, value.stack] : [];
  const causes = causesOf(value).map(print);
  return [shown, ...texts, ...causes, JSON.stringify(value), String(value)].join('\n');
};

export type Capture = { readonly written: string[]; stop(): void };

/** Records all writes to standard output and standard error. They are still printed. */
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
