import { readFileSync, writeFileSync } from 'node:fs';
import { samSource } from './sam-source.ts';

/** A statement of a policy template, as the SAM translator writes it. */
type Statement = {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

type Template = {
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Definition: { readonly Statement: readonly Statement[] };
};

const [file, commit] = process.argv.slice(2);
if (file === undefined || commit === undefined) {
  throw new Error('Expected the path of policy_templates.json and its commit.');
}

// The shape of the file, whose values `text` and `row` check.
const { Templates: templates } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly Templates: Readonly<Record<string, Template>>;
};

/** A value as text, with the template's parameters in place of the variables. */
const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { Ref: ref, 'Fn::Sub': substituted } = value as Record<string, unknown>;
  if (typeof ref === 'string') return `\${${ref}}`;
  const [pattern, variables = {}] = [substituted].flat() as [string, Record<string, unknown>?];
  if (typeof pattern !== 'string') throw new Error(`Unknown value ${JSON.stringify(value)}.`);
  return pattern.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? text(variables[name]) : whole,
  );
};

const row = ({ Action, Resource, Condition }: Statement) => ({
  actions: [Action].flat(),
  resources: [Resource].flat().map(text),
  ...(Condition && {
    conditions: Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => [operator, key, text(value)]),
    ),
  }),
});

const rows = Object.entries(templates)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(
    ([name, { Parameters, Definition }]) =>
      `  ${name}: ${JSON.stringify({ parameters: Object.keys(Parameters), statements: Definition.Statement.map(row) })},\n`,
  );

const source = samSource('samtranslator/policy_templates_data/policy_templates.json', commit);

writeFileSync(
  new URL('../generated/sam-policy-templates.ts', import.meta.url),
  `// Generated: node packages/template/generate/generate-sam-policy-templates.ts FILE COMMIT

export const samPolicyTemplateSource: Readonly<Record<string, string>> = ${JSON.stringify(source)};

type Row = {
  readonly parameters: readonly string[];
  readonly statements: readonly {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly conditions?: readonly (readonly string[])[];
  }[];
};

export const samPolicyTemplates: Readonly<Record<string, Row>> = {
${rows.join('')}};
`,
);
