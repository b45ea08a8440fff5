import { catalogueEntries } from '../src/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../src/catalogue/entries/catalogue-entry.ts';
import { hopsOf, severityIn } from './hops-of.ts';

type Entry = CatalogueEntry<never>;

const introduction = `# Findings

Each heading is a code that \`hopwise doctor\` reports. The errors of \`packages/auth\`, the denials of the local stack and
\`hopwise ask\` use the same codes for the same mistakes.

The rule behind all of them: **call an AWS service or a Lambda function with IAM, call the AgentCore Gateway with OAuth, and
never use both in one call.** An execution role says what a function can call. A resource policy says who can call it.

This page is generated from \`packages/doctor/src/catalogue\`.`;

const suppression = `## How to suppress a finding

Suppress a finding on the resource that it names, with a reason. The doctor reports a suppression that matches nothing.

\`\`\`yaml
Metadata:
  Hopwise:
    Suppress:
      - Code: API_OPEN
        Reason: The health check reveals only that the API runs.
\`\`\``;

const hopwise = './hopwise';

/** `docs/findings.md`. */
export const findingsPage = (): string =>
  `${[introduction, ...catalogueEntries.map(sectionOf), suppression].join('\n\n')}\n`;

const sectionOf = ([code, entry]: readonly [string, Entry]): string => {
  const parts = [
    ['Finding', summaryOf(entry)],
    ['Why it happens', entry.why],
    ['What you see on AWS', entry.onAws],
    ['Cure', cureOf(code, entry)],
    ['Legitimate twin', entry.legitimateTwin],
    ['Where else it is caught', entry.alsoCaughtBy],
    ['Faults', faultsOf(entry)],
    ['Reproduce', reproductionOf(code, entry)],
  ].filter(([, text]) => text !== undefined);
  const list = parts.map(([title, text]) => `- **${title}**: ${text}`).join('\n');
  return `## ${code}\n\n${entry.meaning}\n\n${list}`;
};

const summaryOf = ({ hops, template, stack, ...entry }: Entry): string => {
  const places = [template && 'in a template', stack && 'on a running stack'].filter(Boolean);
  const where = hops.length === 0 ? '' : ` at hop ${hopsOf(hops)}`;
  return `${severityIn(entry)}${where}, ${places.join(' or ')}.`;
};

const cureOf = (code: string, { cure, generalCure }: Entry): string => {
  const text = generalCure ?? cure;
  if (typeof text === 'string') return text;
  throw new Error(`The cure of ${code} needs facts. Add a generalCure to its catalogue entry.`);
};

/** Every fault switch that the doctor answers with the code. The web UI links them. */
const faultsOf = ({ faults = [] }: Entry): string | undefined =>
  faults.length === 0 ? undefined : `${faults.map((fault) => `\`${fault}\``).join(', ')}.`;

const reproductionOf = (code: string, { faults, template, reproduce }: Entry): string => {
  const [fault] = faults ?? [];
  const ways = [
    reproduce,
    fault && `run \`${hopwise} faults on ${fault}\`, then \`${hopwise} doctor\`.`,
    template &&
      template.fixture !== null &&
      `on a template, run \`${hopwise} doctor --template packages/doctor/fixtures/${fixtureOf(code)}\`.`,
  ].filter((way) => typeof way === 'string');
  if (ways.length > 0) return ways.map(capitalized).join(' ');
  throw new Error(
    `${code} has no fault switch and no fixture. Add a reproduce to its catalogue entry.`,
  );
};

/** The template in `fixtures/` that shows a code. */
const fixtureOf = (code: string): string => `${code.toLowerCase().replaceAll('_', '-')}.bad.yml`;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
