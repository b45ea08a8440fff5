/** Hosts of AWS. The runtime of the functions has the same list: `unreachable-hosts.mjs`. */
const awsHost =
  /(?:^|\.)(?:amazonaws\.(?:com(?:\.cn)?|eu)|amazonwebservices\.(?:com\.cn|eu)|amazoncognito\.com|api\.aws|on\.aws|signin\.aws\.amazon\.com)\.?$/i;

/** Whether an address is at a host of AWS. False for text that is no address. */
export const isAtAws = (url: string): boolean =>
  URL.canParse(url) && awsHost.test(new URL(url).hostname);
