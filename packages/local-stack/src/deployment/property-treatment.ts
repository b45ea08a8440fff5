import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';

/** Why the local stack does not act on a property. */
export type Treatment =
  | {
      readonly kind: 'inert';
      /** Why nothing that the local stack does depends on the property. */
      readonly reason: string;
    }
  | {
      readonly kind: 'refused';
      /** What the local stack lacks. It completes the sentence "it would need …". */
      readonly needs: string;
      /** Values that the local stack accepts, because AWS does what the local stack does with them. */
      readonly accepted: readonly unknown[];
    };

const treatments = z.registry<Treatment>();

/** The treatment of a property's schema. Undefined if the local stack acts on the property. */
export const treatmentOf = (schema: z.core.$ZodType): Treatment | undefined =>
  treatments.get(schema);

/** A property that the local stack accepts and does not act on. */
export const inert = (reason: string) =>
  z.optional(z.unknown()).register(treatments, { kind: 'inert', reason });

/** Values that mean that a property is not used. */
const unused: readonly unknown[] = [undefined, false, '', []];

const includes = (values: readonly unknown[], value: unknown): boolean =>
  values.some((one) => isDeepStrictEqual(one, value));

/**
 * A property that changes what AWS enforces or runs. The local stack refuses it, unless its value means that it is
 * not used.
 */
export const refused = (needs: string, accepted: readonly unknown[] = []) =>
  z
    .optional(z.unknown())
    .check(
      z.refine((value) => includes([...unused, ...accepted], value), {
        error: `it would need ${needs}${exceptions(accepted)}`,
        params: { refused: true },
      }),
    )
    .register(treatments, { kind: 'refused', needs, accepted });

const exceptions = (accepted: readonly unknown[]): string =>
  accepted.length === 0
    ? ''
    : `. It accepts ${accepted.map((value) => JSON.stringify(value)).join(' and ')}`;

const all = <Name extends string, Schema>(
  names: readonly Name[],
  schemaOf: () => Schema,
): Readonly<Record<Name, Schema>> =>
  // Each name has its own schema.
  Object.fromEntries(names.map((name) => [name, schemaOf()])) as Record<Name, Schema>;

/** Properties that are inert for the same reason. */
export const allInert = <Name extends string>(reason: string, names: readonly Name[]) =>
  all(names, () => inert(reason));

/** Properties that are refused because they need the same thing. */
export const allRefused = <Name extends string>(needs: string, names: readonly Name[]) =>
  all(names, () => refused(needs));

/** Whether an issue of a parsed property is a refusal. */
export const isRefusal = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'custom' && issue.params?.refused === true;
