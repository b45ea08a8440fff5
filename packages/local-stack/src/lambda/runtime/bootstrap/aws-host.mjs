import { domainToASCII } from 'node:url';

/** Hosts of AWS. Hosts of CloudFront are missing, because many pages of others have one. */
const awsHost =
  /(?:^|\.)(?:amazonaws\.(?:com(?:\.cn)?|eu)|amazonwebservices\.(?:com\.cn|eu)|amazoncognito\.com|api\.aws|on\.aws|signin\.aws\.amazon\.com)\.?$/i;

/** The system's lookup also converts a name: other dots and wide letters reach the same host. */
export const isAwsHost = (hostname) =>
  awsHost.test(hostname) || awsHost.test(domainToASCII(String(hostname)));
