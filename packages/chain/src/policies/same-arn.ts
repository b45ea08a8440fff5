import { asPattern, unknownNames } from '../texts/stand-ins.ts';
import { arnsOverlap } from './glob-overlap.ts';

/**
 * Whether two ARNs name one resource. A template can write its account and Region as text, so these can differ as long as
 * one of the ARNs refers to the stack's.
 */
export const isSameArn = (one: string, other: string): boolean =>
  one === other ||
  (unknownNames(one + other).length === 0 && arnsOverlap(asPattern(one), asPattern(other)));
