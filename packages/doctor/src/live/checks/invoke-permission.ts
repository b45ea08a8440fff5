import type { StackFact } from '../../catalogue/fact.ts';
import { functionNameOf } from '../stack/function-arn.ts';
import { nothing } from '../stack/live-check.ts';
import type { LiveContext } from '../stack/live-context.ts';
import { invokeDecision, type ServiceCaller } from '../stack/policies.ts';

/** A fact if no resource policy lets a service invoke a function, version or alias. */
export const invokePermission = async (
  context: LiveContext,
  functionArn: string,
  caller: ServiceCaller,
): Promise<readonly StackFact[]> => {
  const { effect, by: reason } = await invokeDecision(context, functionArn, caller);
  if (effect === 'allow') return nothing;
  return [
    {
      code: 'RESOURCE_POLICY_MISSING',
      where: functionArn,
      functionName: functionNameOf(functionArn),
      service: caller.service,
      source: caller.sourceArn,
      reason,
    },
  ];
};
