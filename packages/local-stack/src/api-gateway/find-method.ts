import type { DeployedMethod, DeployedRestApi } from './deployed-rest-api.ts';

export type MatchedMethod = {
  readonly method: DeployedMethod;
  /** Decoded values of the path parameters. */
  readonly pathParameters: Readonly<Record<string, string>>;
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);

const isGreedy = (segment: string): boolean => /^\{[^}]+\+\}$/.test(segment);

/**
 * Matches one part of a resource path. Returns the parameter's value, if any, or undefined without a match.
 */
const matchPart = (part: string, rest: readonly string[]): Record<string, string> | undefined => {
  const [segment = ''] = rest;
  if (!part.startsWith('{')) return part === segment ? {} : undefined;
  const value = isGreedy(part) ? rest.join('/') : segment;
  const name = part.replaceAll(/[{}+]/g, '');
  return value === '' ? undefined : { [name]: decode(value) };
};

/** Returns the path parameters if the resource path matches, else undefined. */
const matchPath = (resourcePath: string, path: string): Record<string, string> | undefined => {
  const pattern = segmentsOf(resourcePath);
  const segments = segmentsOf(path);
  const greedy = isGreedy(pattern.at(-1) ?? '');
  if (greedy ? segments.length < pattern.length : segments.length !== pattern.length) {
    return undefined;
  }
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const matched = matchPart(part, segments.slice(index));
    if (matched === undefined) return undefined;
    Object.assign(parameters, matched);
  }
  return parameters;
};

/** Sorts static segments before parameters, and parameters before greedy ones. */
const specificity = ({ path, httpMethod }: DeployedMethod): string =>
  segmentsOf(path)
    .map((segment) => (isGreedy(segment) ? '2' : segment.startsWith('{') ? '1' : '0'))
    .concat(httpMethod === 'ANY' ? '1' : '0')
    .join('');

/**
 * Finds the method for a request. The most specific resource comes first, and `ANY` after the exact method.
 */
export const findMethod = (
  { methods }: DeployedRestApi,
  httpMethod: string,
  path: string,
): MatchedMethod | undefined => {
  const matched = methods.flatMap((method) => {
    const pathParameters = matchPath(method.path, path);
    return pathParameters === undefined ? [] : [{ method, pathParameters }];
  });
  matched.sort((a, b) => specificity(a.method).localeCompare(specificity(b.method)));
  const resourcePath = matched[0]?.method.path;
  return matched.find(
    ({ method }) => method.path === resourcePath && [httpMethod, 'ANY'].includes(method.httpMethod),
  );
};
