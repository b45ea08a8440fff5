/** A page of 100 findings has at most a few megabytes: Security Hub limits a finding to 240 KB. */
export const maxPageBytes = 25_000_000;
