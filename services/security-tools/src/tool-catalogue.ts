import type { Tool } from './tool.ts';
import { checkRootAccount } from './tools/check-root-account.ts';
import { checkSecurityServices } from './tools/check-security-services.ts';
import { comparePeriods } from './tools/compare-periods.ts';
import { explainFinding } from './tools/explain-finding.ts';
import { listFindings } from './tools/list-findings.ts';
import { listFindingsByAge } from './tools/list-findings-by-age.ts';
import { listResources } from './tools/list-resources.ts';
import { searchFindings } from './tools/search-findings.ts';
import { summarizeFindings } from './tools/summarize-findings.ts';
import { whatToFixFirst } from './tools/what-to-fix-first.ts';
import { whoCanAccess } from './tools/who-can-access.ts';

/** All tools of this target. The generated schemas have the same order. An action group has at most 11. */
export const toolCatalogue: readonly Tool[] = [
  checkSecurityServices,
  listFindings,
  summarizeFindings,
  explainFinding,
  listResources,
  whatToFixFirst,
  searchFindings,
  listFindingsByAge,
  comparePeriods,
  whoCanAccess,
  checkRootAccount,
];
