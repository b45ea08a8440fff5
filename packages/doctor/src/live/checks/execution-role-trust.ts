import type { HopNumber } from '@hopwise/contracts/hops';
import type { LiveCheck } from '../stack/live-check.ts';
import { nothing } from '../stack/live-check.ts';
import type { LiveTopology } from '../stack/live-topology.ts';
import { onEach } from './on-each.ts';
import { untrustedRole } from './untrusted-role.ts';

type Checked = {
  readonly hop: HopNumber;
  /** The functions, for a person. */
  readonly title: string;
  /** ARNs of the functions. */
  readonly functions: (topology: LiveTopology) => readonly string[];
};

const service = 'lambda.amazonaws.com';

/** Checks whether Lambda can assume the execution roles of functions. */
export const executionRoleTrust = ({ hop, title, functions }: Checked): LiveCheck => ({
  name: `whether Lambda can assume the role of ${title}`,
  hop,
  run: (context) =>
    onEach(new Set(functions(context.stack.topology)), async (functionArn) => {
      const { Role: roleArn = '', FunctionArn: sourceArn = '' } =
        await context.read.functionOf(functionArn);
      const untrusted = await untrustedRole(context, roleArn, { service, sourceArn });
      return untrusted ? [{ code: 'EXECUTION_ROLE_UNTRUSTED', service, ...untrusted }] : nothing;
    }),
});
