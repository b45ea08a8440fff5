import type { Finding } from '../findings/finding.ts';

// The agent accepts answers up to 24,000 bytes, in which the result is JSON text inside JSON. The rest is
// for the summary, the statuses and the envelope.
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
