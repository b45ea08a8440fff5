import * as z from 'zod/mini';
import { credentialKinds } from './hops.ts';

/** Apart from the hops, because the doctor examines a template without loading a schema. */
export const credentialKind = z.enum(credentialKinds);

/** Number of a hop, 1 (browser) to 7 (AWS security services). */
export const hopNumber = z.int().check(z.gte(1), z.lte(7));
