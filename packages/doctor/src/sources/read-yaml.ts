import { parseDocument } from 'yaml';

/** The value of a source file; `undefined` if it is not YAML, because packaging reports that better. */
export const readYaml = (text: string): unknown => {
  try {
    return parseDocument(text, { logLevel: 'silent' }).toJS();
  } catch {
    return undefined;
  }
};
