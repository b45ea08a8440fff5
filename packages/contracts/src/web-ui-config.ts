import * as z from 'zod/mini';

/** How a person signs in to the web UI: the user pool, its public client, and the pool's own pages. */
const signInConfig = z.object({
  /** The issuer of the user pool, which serves the discovery document. */
  authority: z.url(),
  clientId: z.string().check(z.minLength(1)),
  /** Base URL of the user pool's domain, which has the sign-out page. */
  domainUrl: z.url(),
  scopes: z.array(z.string()),
});
export type SignInConfig = z.infer<typeof signInConfig>;

/** `GET /config.json` of the page's origin: the settings of the stage, so that one build serves every stage. */
export const webUiConfig = z.object({
  stage: z.string(),
  /** Base URL of the API, without a slash at its end. */
  apiUrl: z.url(),
  /** `null` if the stage allows questions without sign-in. */
  signIn: z.nullable(signInConfig),
  /** Not `null` if the page's origin also serves the local stack's `/local/` routes. */
  local: z.nullable(z.object({})),
});
export type WebUiConfig = z.infer<typeof webUiConfig>;
