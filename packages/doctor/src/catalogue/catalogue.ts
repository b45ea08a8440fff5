import { accessTokens } from './entries/access-tokens.ts';
import { agent } from './entries/agent.ts';
import { api } from './entries/api.ts';
import type { CatalogueEntry } from './entries/catalogue-entry.ts';
import { classicMistakes } from './entries/classic-mistakes.ts';
import { gateway } from './entries/gateway.ts';
import { oauthClients } from './entries/oauth-clients.ts';
import { rolesAndPolicies } from './entries/roles-and-policies.ts';
import { templates } from './entries/templates.ts';
import { tools } from './entries/tools.ts';
import { wholeTurns } from './entries/whole-turns.ts';

/** Every code of the doctor, in the order of `docs/findings.md`. */
export const catalogue = {
  ...classicMistakes,
  ...rolesAndPolicies,
  ...api,
  ...agent,
  ...oauthClients,
  ...accessTokens,
  ...gateway,
  ...tools,
  ...templates,
  ...wholeTurns,
};

export type Code = keyof typeof catalogue;

/** The names and values that the texts of a code need. */
export type FactsOf<One extends Code> =
  (typeof catalogue)[One] extends CatalogueEntry<infer Facts> ? Facts : never;

/** The codes with their entries, without the types of their facts. */
export const catalogueEntries = Object.entries(catalogue) as readonly (readonly [
  Code,
  CatalogueEntry<never>,
])[];

/** Every code that the doctor finds in a template. */
export const templateCodes = codesWhere(({ template }) => template !== undefined);

/** Every code that the doctor finds on a running stack. */
export const stackCodes = codesWhere(({ stack }) => stack === true);

function codesWhere(holds: (one: CatalogueEntry<never>) => boolean): readonly Code[] {
  return catalogueEntries.filter(([, one]) => holds(one)).map(([code]) => code);
}
