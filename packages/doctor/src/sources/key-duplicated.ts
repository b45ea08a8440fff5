import { asObject } from '@hopwise/template/json';
import type { TemplateFact } from '../catalogue/fact.ts';
import { readYaml } from './read-yaml.ts';
import type { SourceFile } from './source-file.ts';

const keysOf = ({ kind, text }: SourceFile): readonly string[] => {
  const value = asObject(readYaml(text));
  return Object.keys(kind === 'functions' ? value : asObject(value.Resources));
};

/**
 * Finds functions and resources that two included files declare. The Serverless Framework merges the files, so the
 * packaged template contains only one of the declarations.
 */
export const keyDuplicated = (files: readonly SourceFile[]): readonly TemplateFact[] => {
  const declared = new Map<string, string[]>();
  for (const file of files) {
    for (const key of keysOf(file)) {
      const name = `${file.kind === 'functions' ? 'the function' : 'the resource'} ${key}`;
      declared.set(name, [...(declared.get(name) ?? []), file.path]);
    }
  }
  return [...declared]
    .filter(([, paths]) => paths.length > 1)
    .map(([key, paths]) => ({
      code: 'KEY_DUPLICATED',
      logicalId: '',
      where: paths.join(', '),
      hop: null,
      key,
      files: paths.join(' and '),
    }));
};
