const maxCharacters = 10_000_000;

type Output = Pick<NodeJS.WritableStream, 'write'>;

/** Keeps what is written to a stream, until the returned function ends it and returns the text. */
export const recordOutput = (output: Output): (() => string) => {
  const { write } = output;
  let text = '';
  output.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
    const part = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    text = (text + part).slice(-maxCharacters);
    return Reflect.apply(write, output, [chunk, ...rest]);
  };
  return () => {
    output.write = write;
    return text;
  };
};
