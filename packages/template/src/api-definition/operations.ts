import { asList, asObject, at, type JsonObject } from '../json.ts';
import type { TemplateResource } from '../template-resource.ts';

/** One operation of an OpenAPI document. */
export type Operation = {
  readonly path: string;
  /** In capitals, `ANY` for the extension of API Gateway. */
  readonly verb: string;
  readonly operation: JsonObject;
  /** A logical id for the method or route. */
  readonly id: string;
  /** The place in the template. */
  readonly where: string;
};

const verbs: ReadonlyMap<string, string> = new Map([
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'].map(
    (verb) => [verb, verb.toUpperCase()] as const,
  ),
  ['x-amazon-apigateway-any-method', 'ANY'],
]);

/** The operations of a document. A path has the keys of OpenAPI and those of extensions. */
export const operationsOf = (document: JsonObject, api: TemplateResource): readonly Operation[] => {
  const known = new Set<string>();
  // SAM has the document in another property.
  const place = api.source?.parts?.Body ?? `${api.logicalId}.Body`;
  return Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
    Object.entries(asObject(item)).flatMap(([key, operation]): readonly Operation[] => {
      const verb = verbs.get(key.toLowerCase());
      if (verb === undefined) return [];
      const id = unused(`${api.logicalId}${path.replaceAll(/[^A-Za-z0-9]/g, '')}${verb}`, known);
      const where = `${place}.paths.${path}.${key}`;
      return [{ path, verb, operation: asObject(operation), id, where }];
    }),
  );
};

/** `/notes/{id}` and `/notes/id` have the same letters. */
const unused = (id: string, known: Set<string>): string => {
  const free = known.has(id) ? `${id}${known.size}` : id;
  known.add(free);
  return free;
};

/** A way to sign in that a document defines. OpenAPI 2 has them at the top. */
export const schemesOf = (document: JsonObject): JsonObject => ({
  ...asObject(document.securityDefinitions),
  ...asObject(at(document, 'components', 'securitySchemes')),
});

/** The first scheme that an operation requires, and its scopes. An operation overrides the document. */
export const requiredScheme = (
  operation: JsonObject,
  document: JsonObject,
): { readonly scheme: string; readonly scopes: readonly unknown[] } | undefined => {
  const [requirement] = asList(operation.security ?? document.security);
  const [[scheme, scopes] = []] = Object.entries(asObject(requirement));
  return scheme === undefined ? undefined : { scheme, scopes: asList(scopes) };
};

export const integrationOf = ({ operation }: Operation): JsonObject =>
  asObject(operation['x-amazon-apigateway-integration']);
