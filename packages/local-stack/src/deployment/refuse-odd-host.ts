import type { DeployedAddress } from '../addresses.ts';
import { TemplateError } from '../template/template-error.ts';

/** https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4. Names of some resources are part of a host. */
const label = /^[\w-]{1,63}$/;

/** @throws TemplateError if the address of a resource has a host that cannot exist */
export const refuseOddHost = (
  { url }: DeployedAddress,
  { logicalId, type }: { readonly logicalId: string; readonly type: string },
): void => {
  const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? '';
  const wrong = host.split('.').find((part) => !label.test(part));
  if (wrong === undefined) return;
  throw new TemplateError(
    `AWS refuses to create ${logicalId} (${type}): its name or domain gives the host ${JSON.stringify(host)}, whose part ${JSON.stringify(wrong)} does not have 1 to 63 letters, digits and hyphens.`,
  );
};
