import { type Document, type LineCounter, parseDocument } from 'yaml';

/** Parses the text of a template as CloudFormation does: YAML 1.1, whose tags are left to whoever reads them. */
export const parseYaml = (text: string, lineCounter: LineCounter): Document =>
  parseDocument(text, { lineCounter, logLevel: 'silent', version: '1.1', schema: 'core' });
