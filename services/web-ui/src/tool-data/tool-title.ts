const titles: Readonly<Record<string, string>> = {
  check_security_services: 'Check security services',
  list_findings: 'List findings',
  summarize_findings: 'Summarize findings',
  explain_finding: 'Explain a finding',
  list_resources: 'List resources',
  what_to_fix_first: 'Rank what to fix first',
  search_findings: 'Search findings',
  list_findings_by_age: 'List findings by age',
  compare_periods: 'Compare with an earlier time',
  who_can_access: 'Check who has access',
  check_root_account: 'Check the root account',
};

/** Returns a readable name of a tool. */
export const toolTitle = (tool: string): string => titles[tool] ?? tool.replaceAll('_', ' ');
