import { type Document, type LineCounter, parseDocument } from 'yaml';

/** Parses a template as CloudFormation does: YAML 1.1. The caller handles its tags. */
export const parseYaml = (text: string, lineCounter: LineCounter): Document =>
  parseDocument(text, { lineCounter, logLevel: 'silent', version: '1.1', schema: 'core' });
