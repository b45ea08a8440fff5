import type { HopNumber } from '@hopwise/contracts/hops';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { nameOfRole, trustDecision } from '../stack/policies.ts';

type Checked = {
  readonly hop: HopNumber;
  /** Name of the function for a person. */
  readonly title: string;
  readonly logicalId: string;
};

const service = 'lambda.amazonaws.com';

/** Checks whether Lambda can assume the execution role of a function. */
export const executionRoleTrust = ({ hop, title, logicalId }: Checked): LiveCheck => ({
  name: `whether Lambda can assume the role of ${title}`,
  hop,
  async run(context) {
    const { Role: where = '', FunctionArn: sourceArn = '' } =
      await context.read.functionOf(logicalId);
    const { effect, by } = await trustDecision(context, where, { service, sourceArn });
    const role = nameOfRole(where);
    return effect === 'allow'
      ? nothing
      : [{ code: 'EXECUTION_ROLE_UNTRUSTED', where, role, service, by }];
  },
});
