const titles: Readonly<Record<string, string>> = {
  check_security_services: 'Check security services',
  list_findings: 'List findings',
  summarize_findings: 'Summarize findings',
  explain_finding: 'Explain a finding',
};

/** A tool's name as a person reads it. */
export const toolTitle = (tool: string): string => titles[tool] ?? tool.replaceAll('_', ' ');
