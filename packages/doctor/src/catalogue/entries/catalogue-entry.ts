import type { FindingSeverity } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';

/** A fixed text, or one that is filled in from the facts of a finding. */
export type Text<Facts> = string | ((facts: Facts) => string);

/** Explains a code in `docs/findings.md` and words its findings. `Facts` are names and values, never a secret. */
export type CatalogueEntry<Facts> = {
  readonly severity: FindingSeverity;
  /** For an error: whether an occurrence is only a warning, because the template does not show that a call fails. */
  readonly warningIf?: (facts: Facts) => boolean;
  /** The hops that the code can blame; empty for a code that concerns no particular hop. */
  readonly hops: readonly HopNumber[];

  /** What the code means, in Markdown. The README quotes the first sentence. */
  readonly meaning: string;
  readonly why: string;
  readonly onAws?: string;
  /** Which parts of Hopwise other than the doctor refuse this mistake. */
  readonly alsoCaughtBy?: string;
  /** A correct configuration that looks similar. */
  readonly legitimateTwin?: string;

  readonly observed: Text<Facts>;
  readonly expected: Text<Facts>;
  /** A function needs `generalCure`, because the page has no facts. */
  readonly cure: Text<Facts>;
  /** Replaces `cure` in the page. */
  readonly generalCure?: string;

  /** Present if the doctor finds the code in a template. */
  readonly template?: {
    /** Name of the check in a report. */
    readonly check?: string;
    /** `null` if no single template can show it. By default the fixture has the name of the code. */
    readonly fixture?: null;
  };
  /** Whether the doctor finds the code on a running stack. */
  readonly stack?: true;
  /** Fault switches that the doctor answers with this code. The page reproduces the code with the first. */
  readonly faults?: readonly string[];
  /** How to reproduce the code without a fault switch or a fixture. */
  readonly reproduce?: string;
};

/** Declares an entry together with the facts that its texts need. */
export const entry = <Facts = object>(value: CatalogueEntry<Facts>): CatalogueEntry<Facts> => value;
