import type { Finding } from '../findings/finding.ts';

// The proxy's answer to the agent has at most 24,000 bytes, and contains the result as JSON text inside JSON.
// The difference is for the summary, the statuses and the envelope.
const budgetBytes = 20_000;
const maxTextLength = 200;

/** Shortens long texts, then removes findings from the end until the rest fits in one answer. */
export const fitFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const fitting: Finding[] = [];
  let size = 0;
  for (const finding of findings) {
    const short = {
      ...finding,
      title: shorten(finding.title),
      resource: shorten(finding.resource),
    };
    size += Buffer.byteLength(JSON.stringify(JSON.stringify(short)));
    if (size > budgetBytes) break;
    fitting.push(short);
  }
  return fitting;
};

const shorten = (text: string): string =>
  text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength - 1).toWellFormed()}…`;
