import { readFileSync, writeFileSync } from 'node:fs';
import { samSource } from './sam-source.ts';

type Profile = {
  readonly Type: string;
  readonly Properties: {
    readonly SourcePolicy: boolean;
    readonly AccessCategories: Readonly<Record<string, unknown>>;
  };
};

const [file, commit] = process.argv.slice(2);
if (file === undefined || commit === undefined) {
  throw new Error('Expected the path of profiles.json and its commit.');
}

// The shape of the file, whose kinds `kindOf` checks.
const { Permissions: profiles } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly Permissions: Readonly<Record<string, Readonly<Record<string, Profile>>>>;
};

const kinds: Readonly<Record<string, string>> = {
  AWS_LAMBDA_PERMISSION: 'permission',
  AWS_SQS_QUEUE_POLICY: 'queue policy',
  AWS_SNS_TOPIC_POLICY: 'topic policy',
};

const kindOf = ({ Type, Properties }: Profile): string => {
  if (Type === 'AWS_IAM_ROLE_MANAGED_POLICY') {
    return Properties.SourcePolicy ? 'role of source' : 'role of destination';
  }
  const kind = kinds[Type];
  if (kind === undefined) throw new Error(`Unknown type of profile ${Type}.`);
  return kind;
};

/** `%{Source.Arn}` becomes `${SourceArn}`, the form of `Fn::Sub`. */
const withVariables = (json: string): string =>
  json.replaceAll(/%\{(\w+)\.(\w+)\}/g, (_, end: string, value: string) => `\${${end}${value}}`);

const rows = Object.entries(profiles)
  .flatMap(([from, destinations]) =>
    Object.entries(destinations).map(([to, profile]) => {
      const grants = Object.entries(profile.Properties.AccessCategories);
      const row = { kind: kindOf(profile), grants: Object.fromEntries(grants) };
      return `  '${from} ${to}': ${withVariables(JSON.stringify(row))},\n`;
    }),
  )
  .sort();

const source = samSource('samtranslator/model/connector_profiles/profiles.json', commit);

writeFileSync(
  new URL('../generated/sam-connector-profiles.ts', import.meta.url),
  `// Generated: node packages/template/generate/generate-sam-connector-profiles.ts FILE COMMIT

export const samConnectorProfileSource: Readonly<Record<string, string>> = ${JSON.stringify(source)};

/** What a connector grants between a source and a destination: by permission, with variables of \`Fn::Sub\`. */
export type SamConnectorProfile = {
  readonly kind: 'role of source' | 'role of destination' | 'permission' | 'queue policy' | 'topic policy';
  readonly grants: Readonly<Record<string, unknown>>;
};

export const samConnectorProfiles: Readonly<Record<string, SamConnectorProfile>> = {
${rows.join('')}};
`,
);
