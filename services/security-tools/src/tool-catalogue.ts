import type { Tool } from './tool.ts';
import { checkSecurityServices } from './tools/check-security-services.ts';
import { explainFinding } from './tools/explain-finding.ts';
import { listFindings } from './tools/list-findings.ts';
import { summarizeFindings } from './tools/summarize-findings.ts';

/** Every tool of this target, in the order in which the schemas list them. */
export const toolCatalogue: readonly Tool[] = [
  checkSecurityServices,
  listFindings,
  summarizeFindings,
  explainFinding,
];
