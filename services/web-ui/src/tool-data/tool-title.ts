const titles: Readonly<Record<string, string>> = {
  check_security_services: 'Check security services',
  list_findings: 'List findings',
  summarize_findings: 'Summarize findings',
  explain_finding: 'Explain a finding',
};

/** Returns a readable name of a tool. */
export const toolTitle = (tool: string): string => titles[tool] ?? tool.replaceAll('_', ' ');
