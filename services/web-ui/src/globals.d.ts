/** The codes with a section in `docs/findings.md`. The build inserts them. */
declare const documentedCodes: readonly string[];
