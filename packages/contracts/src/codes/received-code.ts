import * as z from 'zod/mini';

/**
 * Reads a code, and an unknown code as `fallback`. Sender and reader can have different versions during a deployment, or
 * when a page stays open. An unknown code must not make the message and the rest of an answer unreadable.
 */
export const receivedCode = <Code extends string>(
  known: readonly Code[],
  fallback: NoInfer<Code>,
): z.ZodMiniType<Code, string> =>
  z.pipe(
    z.string(),
    z.transform((code: string) => known.find((one) => one === code) ?? fallback),
  );
