import { asObject } from '@hopwise/template/json';
import { parse } from 'yaml';

/** One operation of an OpenAPI document. */
export type OpenApiOperation = { readonly verb: string; readonly operationId: string };

const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document that a template contains as text or as an object. Empty if the text is not readable. */
export const operationsOf = (payload: unknown): readonly OpenApiOperation[] =>
  Object.values(asObject(asObject(read(payload)).paths)).flatMap((path) =>
    Object.entries(asObject(path)).flatMap(([verb, operation]) => {
      const { operationId } = asObject(operation);
      return verbs.includes(verb) && typeof operationId === 'string' ? [{ verb, operationId }] : [];
    }),
  );

const read = (payload: unknown): unknown => {
  if (typeof payload !== 'string') return payload;
  try {
    return parse(payload, { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    return undefined;
  }
};
