import type { ToolSchema } from './input-schema.ts';

const start = '<!-- tools: generated -->\n';
const end = '<!-- /tools -->';

const argumentsOf = ({ properties, required }: ToolSchema): string =>
  Object.keys(properties)
    .map((name) => (required.includes(name) ? `\`${name}\`` : `\`${name}?\``))
    .join(', ');

const rowOf = (tool: ToolSchema): string =>
  `| \`${tool.name}\` | ${argumentsOf(tool)} | ${tool.description} |`;

/** Replaces the table of the tools in the README of this workspace. */
export const withToolTable = (readme: string, tools: readonly ToolSchema[]): string => {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md lacks ${start.trim()} or ${end}.`);
  const header = ['| tool | arguments | description |', '| --- | --- | --- |'];
  const table = [...header, ...tools.map(rowOf)].join('\n');
  return `${readme.slice(0, from)}${start}\n${table}\n\n${readme.slice(to)}`;
};
