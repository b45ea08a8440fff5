import { chainOf } from '@hopwise/chain/chain';
import { decideNeeds } from '@hopwise/chain/decide-needs';
import { statementsOfRole } from '@hopwise/chain/policy-statements';
import type { HopNumber } from '@hopwise/contracts/hops';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { TemplateModel } from '@hopwise/template/template-model';
import { actionMismatches } from '../policy/action-mismatches.ts';
import type { GrantedAction } from '../policy/granted-actions.ts';
import { unknownActions } from '../policy/unknown-actions.ts';

/** An action of a statement that cannot grant it: it is misspelled, or no resource fits. */
type Ineffective = {
  readonly granted: GrantedAction;
  /** The action that the statement is meant to grant, in lower case. */
  readonly meant: string;
};

const ineffectiveGrants = oncePerObject(
  async (model: TemplateModel): Promise<readonly Ineffective[]> => [
    ...(await actionMismatches(model)).map((granted) => ({
      granted,
      meant: granted.action.toLowerCase(),
    })),
    ...(await unknownActions(model)).flatMap((granted) =>
      granted.nearest === undefined ? [] : [{ granted, meant: granted.nearest.toLowerCase() }],
    ),
  ],
);

/** The statements of a role that are meant to grant an action, but cannot. They have separate findings. */
const ineffectiveIn = async (model: TemplateModel) => {
  const grants = await ineffectiveGrants(model);
  return (roleId: string, action: string): readonly GrantedAction[] => {
    const role = grants.length > 0 ? model.find(roleId) : undefined;
    if (role === undefined) return [];
    const places = new Set(statementsOfRole(role, chainOf(model)).map(({ where }) => where));
    return grants
      .filter(
        ({ meant, granted }) => meant === action.toLowerCase() && places.has(granted.place.where),
      )
      .map(({ granted }) => granted);
  };
};

/** Whether a role has an action in a statement that cannot grant it. This statement is the cause of a missing grant. */
export const isWrittenWrong = async (model: TemplateModel) => {
  const ineffective = await ineffectiveIn(model);
  return (roleId: string, action: string): boolean => ineffective(roleId, action).length > 0;
};

/** The ineffective grants that a call of the template needs, with the hop of the call. */
export const neededGrants = async (
  model: TemplateModel,
): Promise<ReadonlyMap<GrantedAction, HopNumber | null>> => {
  const ineffective = await ineffectiveIn(model);
  return new Map(
    decideNeeds(chainOf(model)).flatMap(({ link, decision, action }) =>
      decision.outcome === 'broken'
        ? ineffective(decision.lacking, action).map((granted) => [granted, link.hop] as const)
        : [],
    ),
  );
};
