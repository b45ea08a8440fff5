import { type UnreadServices, unreadTexts } from '@hopwise/chat-client/unread-services';
import { printableLine } from '@hopwise/contracts/printable';
import { decisionLines, hopLine } from './failure-text.ts';
import type { HopRow } from './hop-rows.ts';

/** Explains which services an answer lacks. `row` is the hop at which the tools read them. */
export const unreadText = (
  { status, code, services, messages }: UnreadServices,
  row: HopRow,
): string => {
  const { outcome, because, cure } = unreadTexts[status];
  const named = services.length > 0 ? [`${because} ${services.join(', ')}.`] : [];
  return [
    '',
    `${code} at hop ${row.hop}: ${[...named, ...messages.map(printableLine)].join(' ')}`,
    hopLine(row, outcome.toLowerCase()),
    ...(status === 'access_denied' ? decisionLines(row) : []),
    `What to do: ${cure}`,
    '',
  ].join('\n');
};
