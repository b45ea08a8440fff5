import { asObject } from '@hopwise/template/json';
import type { ReadYaml } from '../texts/read-yaml.ts';

/** One operation of an OpenAPI document. */
export type OpenApiOperation = { readonly verb: string; readonly operationId: string };

const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document that a template contains as text or as an object. Empty if the text is not readable. */
export const operationsOf = (payload: unknown, readYaml: ReadYaml): readonly OpenApiOperation[] => {
  const document = typeof payload === 'string' ? readYaml(payload) : payload;
  return Object.values(asObject(asObject(document).paths)).flatMap((path) =>
    Object.entries(asObject(path)).flatMap(([verb, operation]) => {
      const { operationId } = asObject(operation);
      return verbs.includes(verb) && typeof operationId === 'string' ? [{ verb, operationId }] : [];
    }),
  );
};
