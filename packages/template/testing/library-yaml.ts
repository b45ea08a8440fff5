import { LineCounter } from 'yaml';
import { parseYaml } from '../src/parse-yaml.ts';
import { placedDocument } from '../src/placed-document.ts';
import type { PlacedValue } from '../src/plain/placed-value.ts';
import { createStepBudget } from '../src/step-budget.ts';
import { yamlValue } from '../src/yaml-values.ts';

/** What the YAML library reads in a text: its value, and its lines. Throws if the text is not valid. */
export const readWithLibrary = (text: string): { value: unknown; root: PlacedValue } => {
  const lineCounter = new LineCounter();
  const name = 'the text';
  const budget = createStepBudget(name);
  const { document } = parseYaml(text, lineCounter, budget);
  const [error] = document.errors;
  if (error) throw error;
  const value = yamlValue({ name, document, lineCounter, budget, maxDepth: 200, repeated: [] });
  return { value, root: placedDocument(document, lineCounter) };
};

/** The lines of a value: its own, those of its keys and of its items. The lines of values below keys are not reported. */
export const linesOf = ({ entries, items, line }: PlacedValue): unknown => {
  if (items) return items.map((item) => [item.line, linesOf(item)]);
  return entries
    ? Object.fromEntries(
        [...entries].map(([key, entry]) => [`key ${key}`, [entry.line, linesOf(entry.placed)]]),
      )
    : typeof line;
};
