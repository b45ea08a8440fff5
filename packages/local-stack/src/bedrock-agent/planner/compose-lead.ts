import * as z from 'zod/mini';
import type { ToolMessage } from '../model/agent-model.ts';
import { linesOf, paragraphOf } from './markdown.ts';
import { refusalReason, resultBody } from './result-body.ts';

const toolSuccess = z.looseObject({ summary: z.string(), verdict: z.optional(z.string()) });

/**
 * The sentence that answers a question: the summary of each result. A page or a command shows the data of a result itself. A
 * question for yes or no gets the result's verdict first. No text of a tool forms Markdown.
 */
export const composeLead = (results: readonly ToolMessage[], isYesNo: boolean): string =>
  results.map((one) => sentenceOf(one, isYesNo)).join('\n\n');

const sentenceOf = ({ result, call }: ToolMessage, isYesNo: boolean): string => {
  const body = resultBody(result.text);
  const success = result.rejected ? undefined : toolSuccess.safeParse(body).data;
  if (success !== undefined) {
    return `${isYesNo ? yesOrNo(success.verdict) : ''}${paragraphOf(success.summary)}`;
  }
  const message = refusalReason(body);
  const reason = message === undefined ? linesOf(result.text) : paragraphOf(message);
  return result.rejected ? `${call.tool} could not answer: ${reason}` : reason;
};

const yesOrNo = (verdict: string | undefined): string => {
  if (verdict === 'yes') return 'Yes, ';
  return verdict === 'no' ? 'No, ' : '';
};
