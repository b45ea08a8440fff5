import { asList, at } from '@hopwise/template/json';
import { readPlainYaml } from '@hopwise/template/read-plain-yaml';
import type { TemplateModel } from '@hopwise/template/template-model';

/** Reads YAML or JSON that a template contains as a text. `undefined` if it cannot read the text. */
export type ReadYaml = (text: string) => unknown;

/** Reads the YAML that most templates consist of. */
export const readPlain: ReadYaml = (text) => readPlainYaml(text)?.root.value;

/**
 * The reader for a template. It reads each OpenAPI document once, because several rules need the operations. Loads the YAML
 * library only if a document needs it.
 */
export const loadYamlReader = async (model: TemplateModel): Promise<ReadYaml> => {
  const known = new Map(documentsOf(model).map((text) => [text, readPlain(text)]));
  const unread = [...known].flatMap(([text, value]) => (value === undefined ? [text] : []));
  if (unread.length > 0) {
    const { parse } = await import('yaml');
    for (const text of unread) known.set(text, parsed(text, parse));
  }
  return (text) => (known.has(text) ? known.get(text) : readPlain(text));
};

const parsed = (text: string, parse: typeof import('yaml').parse): unknown => {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    return undefined;
  }
};

const documentsOf = (model: TemplateModel): readonly string[] =>
  model
    .ofType('AWS::Bedrock::Agent')
    .flatMap(({ properties }) => asList(properties.ActionGroups))
    .map((group) => at(group, 'ApiSchema', 'Payload'))
    .filter((payload) => typeof payload === 'string');
