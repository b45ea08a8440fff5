import * as z from 'zod/mini';
import { findingCode } from './codes/finding-codes.ts';
import { hopNumber } from './hop-schemas.ts';

/** As in SARIF: `error` breaks a hop or exposes something now, `warning` can do so later, `note` is a hint. */
const findingSeverity = z.enum(['error', 'warning', 'note']);
export type FindingSeverity = z.infer<typeof findingSeverity>;

/** One mistake that the doctor found, worded for a person. */
export const finding = z.strictObject({
  /** Heading of its section in `docs/findings.md`. */
  code: findingCode,
  severity: findingSeverity,
  /** `null` if the finding concerns no particular hop. */
  hop: z.nullable(hopNumber),
  observed: z.string(),
  expected: z.string(),
  /** Resource, property or statement; on a running stack the ARN or address that the doctor read. */
  where: z.string(),
  /** Line of `where` in the template, counted from 1. */
  line: z.optional(z.int().check(z.positive())),
  /** What to change. */
  cure: z.string(),
});
export type Finding = z.infer<typeof finding>;

/** One check of the doctor. A skipped check has a reason. */
export const check = z.strictObject({
  name: z.string(),
  hop: z.nullable(hopNumber),
  outcome: z.enum(['passed', 'failed', 'skipped']),
  reason: z.optional(z.string()),
});
export type Check = z.infer<typeof check>;

/** What a template shows about one hop. */
export const hopVerdict = z.strictObject({
  hop: hopNumber,
  /** `undecidable` if the template does not show enough, `absent` if it does not contain the hop. */
  verdict: z.enum(['ok', 'broken', 'undecidable', 'absent']),
  /** The resources of the hop, or the first of them. Empty for an absent hop. */
  resources: z.string(),
  /** Why calls are not decidable, and what to supply. */
  undecided: z.array(z.strictObject({ calls: z.string(), reason: z.string() })),
});
export type HopVerdict = z.infer<typeof hopVerdict>;

/** Output of `hopwise doctor --json`. The finding of the blamed hop is first. */
export const doctorReport = z.strictObject({
  /** The examined template or stage, for example the path of the template. */
  target: z.string(),
  checked: z.array(check),
  findings: z.array(finding),
  /** One verdict per hop. Only in the report on a template. */
  hops: z.optional(z.array(hopVerdict)),
});
export type DoctorReport = z.infer<typeof doctorReport>;
