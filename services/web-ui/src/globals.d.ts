/** The codes that have a section in `docs/findings.md`; written in by the build. */
declare const documentedCodes: readonly string[];
