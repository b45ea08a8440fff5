/** The pages of the UI. */
export type Route =
  | { readonly page: 'ask' }
  | { readonly page: 'posture' }
  | { readonly page: 'findings'; readonly code: string | undefined }
  | { readonly page: 'turns'; readonly id: string };

export const routeOf = (pathname: string): Route => {
  if (pathname === '/posture') return { page: 'posture' };
  const [, id] = /^\/turns\/([0-9a-zA-Z_-]{1,100}={0,2})$/.exec(pathname) ?? [];
  if (id !== undefined) return { page: 'turns', id };
  const findings = /^\/findings(?:\/([A-Z][A-Z0-9_]*))?$/.exec(pathname);
  return findings ? { page: 'findings', code: findings[1] } : { page: 'ask' };
};

export const findingPath = (code: string): string => `/findings/${code}`;

/** Address of the path of one turn. Only the local stack knows turns. */
export const turnPath = (correlationId: string): string => `/turns/${correlationId}`;
