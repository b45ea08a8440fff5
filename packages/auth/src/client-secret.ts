import * as z from 'zod/mini';

const present = z.string().check(z.minLength(1), z.maxLength(4096));

/** The JSON of the secret that holds the machine client's credentials. Further keys are left alone. */
export const clientSecret = z.looseObject({
  clientId: present,
  clientSecret: present,
  /** Cognito's id of this one of the client's two live secrets; written by the rotation. */
  clientSecretId: z.optional(present),
});

export type ClientSecret = z.infer<typeof clientSecret>;
