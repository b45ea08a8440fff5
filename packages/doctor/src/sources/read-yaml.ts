import { parseDocument } from 'yaml';

/** The value of a source file; `undefined` where it is no YAML, of which packaging says more than a look could. */
export const readYaml = (text: string): unknown => {
  try {
    return parseDocument(text, { logLevel: 'silent' }).toJS();
  } catch {
    return undefined;
  }
};
