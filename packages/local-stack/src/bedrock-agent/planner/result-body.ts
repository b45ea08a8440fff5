import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';

const refusal = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** The value of a result that is JSON text. `undefined` for other text. */
export const resultBody = (text: string): unknown => {
  try {
    return parseBoundedJson(text);
  } catch {
    return undefined;
  }
};

/** Why a tool refused, in its own words. `undefined` if the result does not say so in the form of our tools. */
export const refusalReason = (body: unknown): string | undefined =>
  refusal.safeParse(body).data?.error.message;
