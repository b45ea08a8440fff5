import { asList, at } from '@hopwise/template/json';
import { readPlainYaml } from '@hopwise/template/read-plain-yaml';
import type { TemplateModel } from '@hopwise/template/template-model';

/** Reads YAML or JSON that a template contains as a text. `undefined` if it cannot read the text. */
export type ReadYaml = (text: string) => unknown;

/** Reads the YAML that most templates consist of. */
export const readPlain: ReadYaml = (text) => readPlainYaml(text)?.root.value;

/** The reader for a template. Loads the YAML library only if an OpenAPI document of the template needs it. */
export const loadYamlReader = async (model: TemplateModel): Promise<ReadYaml> => {
  if (documentsOf(model).every((text) => readPlain(text) !== undefined)) return readPlain;
  const { parse } = await import('yaml');
  return (text) => {
    try {
      return readPlain(text) ?? parse(text, { maxAliasCount: 100, logLevel: 'silent' });
    } catch {
      return undefined;
    }
  };
};

const documentsOf = (model: TemplateModel): readonly string[] =>
  model
    .ofType('AWS::Bedrock::Agent')
    .flatMap(({ properties }) => asList(properties.ActionGroups))
    .map((group) => at(group, 'ApiSchema', 'Payload'))
    .filter((payload) => typeof payload === 'string');
