import * as z from 'zod/mini';
import type { ToolMessage } from '../model/agent-model.ts';
import { linesOf, markdownOf, paragraphOf } from './markdown.ts';
import { refusalReason, resultBody } from './result-body.ts';

const jsonObject = z.record(z.string(), z.unknown());

/** Members about how the result was produced, which the answer omits. */
const envelopeMembers = new Set(['ok', 'summary', 'hops', 'notice']);

/**
 * Composes Markdown from the tools' results only: first the summaries, then the data as tables and lists. No text of a tool
 * forms Markdown, because a stranger can have chosen a part of it.
 */
export const composeAnswer = (results: readonly ToolMessage[]): string =>
  results.map(sectionOf).join('\n\n');

const sectionOf = ({ call, result }: ToolMessage): string => {
  const body = resultBody(result.text);
  if (result.rejected) {
    const reason = refusalReason(body);
    return `${call.tool} could not answer: ${reason === undefined ? linesOf(result.text) : paragraphOf(reason)}`;
  }
  const object = jsonObject.safeParse(body).data;
  if (object === undefined) {
    return Array.isArray(body) ? markdownOf({ results: body }) : linesOf(result.text);
  }
  const data = Object.fromEntries(
    Object.entries(object).filter(([name]) => !envelopeMembers.has(name)),
  );
  const { summary } = object;
  return [...(typeof summary === 'string' ? [paragraphOf(summary)] : []), markdownOf(data)]
    .filter((part) => part !== '')
    .join('\n\n');
};
