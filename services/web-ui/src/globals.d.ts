/** The codes with a section in `docs/findings.md`. The build inserts them. */
declare const documentedCodes: readonly string[];
/** The fault switches that produce each code, from `docs/findings.md`. The build inserts them. */
declare const documentedFaults: Readonly<Record<string, readonly string[]>>;
