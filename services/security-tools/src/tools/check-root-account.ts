import * as z from 'zod/mini';
import type { Finding } from '../findings/finding.ts';
import { plural } from '../findings/plural.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import { findingsOf, listAnswer } from './service-statuses.ts';

export const checkRootAccount = defineTool({
  name: 'check_root_account',
  description:
    'Check the root user of the account: its MFA, access keys and other controls of Security Hub that fail. Use it for ' +
    'questions about the root account, the root user or MFA of root.',
  input: z.strictObject({}),
  async run(_, { services }) {
    const readings = await services.read({}, ['security-hub']);
    const found = findingsOf(readings).filter(({ title }) => /\broot\b/i.test(title));
    const findings = fitRows(found);
    const listed = { readings, lead: leadOf(found), total: found.length, rows: findings };
    return { ...listAnswer(listed), findings };
  },
});

const leadOf = (found: readonly Finding[]): string => {
  if (found.length === 0) return 'Security Hub reports no failed control about the root user.';
  const titles = found.map(({ title }) => title.replace(/\.$/, '')).join('; ');
  return `Security Hub reports ${plural(found.length, 'failed control')} about the root user: ${titles}.`;
};
