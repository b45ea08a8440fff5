import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';
import type { ConversationMessage } from '../model/agent-model.ts';
import { markdownOf } from './markdown.ts';

type ToolMessage = Extract<ConversationMessage, { role: 'tool' }>;

const jsonObject = z.record(z.string(), z.unknown());
const refusal = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** Members about how the result was produced, which the answer omits. */
const envelopeMembers = new Set(['ok', 'summary', 'hops', 'notice']);

/**
 * Composes Markdown from the tools' results only: first the summaries, then the data as tables and lists.
 */
export const composeAnswer = (results: readonly ToolMessage[]): string =>
  results.map(sectionOf).join('\n\n');

const sectionOf = ({ call, result }: ToolMessage): string => {
  const body = parse(result.text);
  if (result.rejected) {
    return `${call.tool} could not answer: ${refusal.safeParse(body).data?.error.message ?? result.text}`;
  }
  const object = jsonObject.safeParse(body).data;
  if (object === undefined) {
    return Array.isArray(body) ? markdownOf({ results: body }) : result.text;
  }
  const data = Object.fromEntries(
    Object.entries(object).filter(([name]) => !envelopeMembers.has(name)),
  );
  const { summary } = object;
  return [...(typeof summary === 'string' ? [summary] : []), markdownOf(data)]
    .filter((part) => part !== '')
    .join('\n\n');
};

const parse = (text: string): unknown => {
  try {
    return parseBoundedJson(text);
  } catch {
    return undefined;
  }
};
