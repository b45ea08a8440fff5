import * as z from 'zod/mini';
import { findingCode } from './codes/finding-codes.ts';
import { hopNumber } from './hops.ts';

/** As in SARIF: `error` breaks a hop or gives too much away, `warning` will, `note` is worth knowing. */
export const findingSeverity = z.enum(['error', 'warning', 'note']);
export type FindingSeverity = z.infer<typeof findingSeverity>;

/** One thing that is wrong, as the doctor found it: data, worded for a person. */
export const finding = z.strictObject({
  /** Heading of its section in `docs/findings.md`. */
  code: findingCode,
  severity: findingSeverity,
  /** `null` where it belongs to no hop. */
  hop: z.nullable(hopNumber),
  observed: z.string(),
  expected: z.string(),
  /** Resource, property or statement; on a live stack the ARN or address that was asked. */
  where: z.string(),
  /** Line of `where` in the template, counted from 1. */
  line: z.optional(z.int().check(z.positive())),
  /** What to change. */
  cure: z.string(),
});
export type Finding = z.infer<typeof finding>;

/** One check of the doctor. What could not be checked says why. */
export const check = z.strictObject({
  name: z.string(),
  hop: z.nullable(hopNumber),
  outcome: z.enum(['passed', 'failed', 'skipped']),
  reason: z.optional(z.string()),
});
export type Check = z.infer<typeof check>;

/** `hopwise doctor --json`; the finding of the blamed hop comes first. */
export const doctorReport = z.strictObject({
  /** What was examined, for instance a template's path or a stage. */
  target: z.string(),
  checked: z.array(check),
  findings: z.array(finding),
});
export type DoctorReport = z.infer<typeof doctorReport>;
