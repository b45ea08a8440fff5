/** The pages of the UI. */
export type Route =
  | { readonly page: 'ask' }
  | { readonly page: 'posture' }
  | { readonly page: 'findings'; readonly code: string | undefined };

export const routeOf = (pathname: string): Route => {
  if (pathname === '/posture') return { page: 'posture' };
  const findings = /^\/findings(?:\/([A-Z][A-Z0-9_]*))?$/.exec(pathname);
  return findings ? { page: 'findings', code: findings[1] } : { page: 'ask' };
};

export const findingPath = (code: string): string => `/findings/${code}`;
