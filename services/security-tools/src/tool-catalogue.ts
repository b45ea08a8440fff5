import type { Tool } from './tool.ts';
import { checkSecurityServices } from './tools/check-security-services.ts';
import { explainFinding } from './tools/explain-finding.ts';
import { listFindings } from './tools/list-findings.ts';
import { summarizeFindings } from './tools/summarize-findings.ts';

/** All tools of this target. The generated schemas have the same order. */
export const toolCatalogue: readonly Tool[] = [
  checkSecurityServices,
  listFindings,
  summarizeFindings,
  explainFinding,
];
