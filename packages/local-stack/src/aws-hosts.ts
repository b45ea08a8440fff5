// biome-ignore lint/correctness/useImportExtensions: Biome reads the extension of the declaration file.
import { isAwsHost } from './lambda/runtime/bootstrap/aws-host.mjs';

/** Whether an address is at a host of AWS. False for text that is no address. */
export const isAtAws = (url: string): boolean =>
  URL.canParse(url) && isAwsHost(new URL(url).hostname);
