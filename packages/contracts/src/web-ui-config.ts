import * as z from 'zod/mini';

/** How a person signs in to the web UI: the user pool, its public client, and the pool's own pages. */
export const signInConfig = z.object({
  /** The issuer; its discovery document stands below it. */
  authority: z.url(),
  clientId: z.string().check(z.minLength(1)),
  /** Base of the user pool's domain, which has the sign-out page. */
  domainUrl: z.url(),
  scopes: z.array(z.string()),
});
export type SignInConfig = z.infer<typeof signInConfig>;

/** `GET /config.json` of the page's origin: what one build must know of the stage that it serves. */
export const webUiConfig = z.object({
  stage: z.string(),
  /** Base of the web API, without a slash at its end. */
  apiUrl: z.url(),
  /** `null` where the stage lets anybody ask. */
  signIn: z.nullable(signInConfig),
  /** Not `null` where the page's origin also serves the local stack's `/local/` routes. */
  local: z.nullable(z.object({})),
});
export type WebUiConfig = z.infer<typeof webUiConfig>;
