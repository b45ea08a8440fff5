import type { HopOutcome } from './chat-events.ts';
import { isDenialCode } from './codes/denial-codes.ts';
import { causesOf } from './codes/symptom-causes.ts';
import type { Decision } from './decision.ts';
import { type CredentialKind, type Hop, hops } from './hops.ts';

/**
 * `denied`: the credential of the hop was refused. `failed`: the hop broke for another reason, for instance a timeout, a
 * throttled call or a stream that was cut. `not-reached`: the turn did not get to the hop, or nothing was reported.
 */
export type HopViewOutcome = 'allowed' | 'denied' | 'failed' | 'not-reached';

/** One hop of a turn, as a person sees it on the page and in the command line. */
export type HopView = Hop & {
  /** The credential that was refused, otherwise the kind of credential of the hop itself. */
  readonly credential: CredentialKind;
  readonly outcome: HopViewOutcome;
  /** Why the hop was denied or failed: the cause if a decision names it, otherwise what the caller saw. */
  readonly code?: string;
  /** The decision that failed. Absent without a decision record, as on AWS, or if no decision failed. */
  readonly failing?: Decision;
  /** Whether the access token came from the cache. */
  readonly cacheHit?: boolean;
  /** Every decision of the hop, oldest first. */
  readonly decisions: readonly Decision[];
};

/** An outcome of the stream. A stored turn can have a code of another version. */
export type ReportedHop = Omit<HopOutcome, 'code'> & { readonly code?: string | undefined };

export type TurnOutcome = {
  /** The hop events of the answer. */
  readonly reports?: readonly ReportedHop[];
  /** The decision record of the turn; empty on a deployed stage. */
  readonly decisions: readonly Decision[];
  /** Why the turn failed. If it names a hop, the turn passed every hop before that one. */
  readonly failure?: { readonly code: string; readonly hop?: number | undefined } | undefined;
  /** Whether the caller has a user's token. It matters only while nothing is known about hop 1. Default: true. */
  readonly isSignedIn?: boolean | undefined;
};

/** The seven hops of one turn, in order. */
export const hopViews = ({
  reports = [],
  decisions,
  failure,
  isSignedIn = true,
}: TurnOutcome): readonly HopView[] => {
  const views = hops.map((hop) =>
    viewOf(hop, {
      report: reports.find((report) => report.hop === hop.hop),
      decisions: decisions.filter((decision) => decision.hop === hop.hop),
      failure,
      isSignedIn,
    }),
  );
  const last = failure && unexplainedHop(views, reports);
  return views.map((view) => (view.hop === last ? { ...view, outcome: 'failed' } : view));
};

/** Whether a hop was denied or failed. */
export const isBroken = (outcome: string): boolean => outcome === 'denied' || outcome === 'failed';

/** The first hop that was denied or failed. */
export const brokenHop = <View extends Pick<HopView, 'outcome'>>(
  views: readonly View[],
): View | undefined => views.find(({ outcome }) => isBroken(outcome));

/** If no hop explains a failed turn, it failed at the last hop that it reached, unless that hop reported success. */
const unexplainedHop = (
  views: readonly HopView[],
  reports: readonly ReportedHop[],
): number | undefined => {
  if (brokenHop(views)) return undefined;
  const last = views.findLast(({ outcome }) => outcome === 'allowed')?.hop;
  return reports.some(({ hop }) => hop === last) ? undefined : last;
};

type Observed = {
  readonly report: ReportedHop | undefined;
  readonly decisions: readonly Decision[];
  readonly failure: TurnOutcome['failure'];
  readonly isSignedIn: boolean;
};

const viewOf = (hop: Hop, observed: Observed): HopView => {
  const { report, decisions } = observed;
  const seen = seenCode(hop, observed);
  const denials = finalDenials(decisions);
  const explaining = denials.find((denial) => explains(denial, seen));
  const failing = explaining ?? denials[0];
  const code = explaining?.code ?? seen;
  const isBroken =
    failing !== undefined ||
    code !== undefined ||
    (report !== undefined && report.effect !== 'allow');
  return {
    ...hop,
    credential: failing?.credential ?? credentialOfCode(code) ?? ownCredential(hop, observed, code),
    outcome: isBroken ? brokenOutcome(code, report) : unbrokenOutcome(hop, observed),
    ...(code !== undefined && { code }),
    ...(failing && { failing }),
    ...(report?.cacheHit !== undefined && { cacheHit: report.cacheHit }),
    decisions,
  };
};

/** What the caller of the hop saw. This is often only a symptom, such as a 401 without a reason. */
const seenCode = ({ hop }: Hop, { report, failure }: Observed): string | undefined => {
  if (report && report.effect !== 'allow' && report.code !== undefined) return report.code;
  return failure?.hop === hop ? failure.code : undefined;
};

/** Whether a denial is the cause of what the caller saw. A turn can have a denial that did not end it. */
const explains = ({ code }: Decision, seen: string | undefined): boolean =>
  code !== undefined && (seen === undefined || seen === code || causesOf(seen).includes(code));

const brokenOutcome = (
  code: string | undefined,
  report: ReportedHop | undefined,
): HopViewOutcome => {
  if (code === undefined) return report?.effect === 'fail' ? 'failed' : 'denied';
  return isDenialCode(code) ? 'denied' : 'failed';
};

const unbrokenOutcome = (
  { hop }: Hop,
  { report, decisions, failure }: Observed,
): HopViewOutcome => {
  const passed = failure?.hop !== undefined && hop < failure.hop;
  return report || decisions.length > 0 || passed ? 'allowed' : 'not-reached';
};

/** A stage decides about the credential of hop 1. Every other hop has one kind, whatever else it reads on the way. */
const ownCredential = (
  hop: Hop,
  { report, decisions, isSignedIn }: Observed,
  code: string | undefined,
): CredentialKind => {
  if (hop.hop !== 1) return hop.credential;
  // A refusal is about the credential that the stage requires.
  const sent = isSignedIn || (code !== undefined && isDenialCode(code)) ? hop.credential : 'none';
  return report?.credential ?? decisions[0]?.credential ?? sent;
};

/** Hop 6 reads the client secret with IAM before it calls the gateway with OAuth. */
const credentialOfCode = (code: string | undefined): CredentialKind | undefined =>
  code === 'SECRET_ACCESS_DENIED' ? 'iam' : undefined;

/** Denials without a later success of the same call. A retry with a renewed token or secret can succeed. */
const finalDenials = (decisions: readonly Decision[]): readonly Decision[] =>
  decisions.filter(
    (decision, index) =>
      decision.effect === 'deny' &&
      !decisions
        .slice(index + 1)
        .some(
          (later) =>
            later.effect === 'allow' &&
            later.action === decision.action &&
            later.resource === decision.resource,
        ),
  );
