import { accountStandIn } from '@hopwise/chain/stand-ins';
import type { HopVerdict } from '@hopwise/contracts/finding';
import type { TemplateModel } from '@hopwise/template/template-model';
import { writtenAccounts, writtenRegions } from '../needs/written-regions.ts';

/** The only Region and the only account that a template writes in its ARNs. */
export type WrittenPlace = { readonly region?: string; readonly account?: string };

/** The Region and the account that a template writes in its ARNs, if it writes exactly one. */
export const writtenPlace = (model: TemplateModel): WrittenPlace => {
  const [region, ...otherRegions] = writtenRegions(model);
  const [account, ...otherAccounts] = writtenAccounts(model);
  return {
    ...(region !== undefined && otherRegions.length === 0 && { region }),
    ...(account !== undefined && otherAccounts.length === 0 && { account }),
  };
};

/** The template as it is in the account that it writes. */
export const inAccount = <Template extends object>(
  template: Template,
  account: string | undefined,
): Template =>
  account === undefined
    ? template
    : JSON.parse(JSON.stringify(template).replaceAll(account, accountStandIn));

/** A stack works only in the place that its template writes. So a hop that is ok there is decided, and says so. */
export const inWrittenPlace = (
  verdicts: readonly HopVerdict[],
  there: readonly HopVerdict[],
  { region, account }: WrittenPlace,
): HopVerdict[] => {
  const place = [region, account && `account ${account}`].filter(Boolean).join(', ');
  return verdicts.map((one) => {
    const decided = there.find(({ hop, verdict }) => hop === one.hop && verdict === 'ok');
    return one.verdict === 'undecidable' && decided !== undefined
      ? { ...decided, resources: `${decided.resources} (in ${place})` }
      : one;
  });
};
