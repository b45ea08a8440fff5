import { oncePerObject } from '@hopwise/template/once-per-object';
import type { TemplateModel } from '@hopwise/template/template-model';
import { type GrantedAction, grantedActions, isActionPattern } from './granted-actions.ts';
import { lookUpAction } from './iam-reference.ts';

/** An action that does not exist, with the nearest name of its service. */
export type UnknownAction = GrantedAction & { readonly nearest: string | undefined };

/** The granted actions that do not exist in IAM. */
export const unknownActions = oncePerObject(
  async (model: TemplateModel): Promise<readonly UnknownAction[]> =>
    (
      await Promise.all(
        grantedActions(model)
          .filter(({ action }) => !isActionPattern(action))
          .map(async (granted) => {
            const looked = await lookUpAction(granted.action);
            return looked.found ? [] : [{ ...granted, nearest: looked.nearest }];
          }),
      )
    ).flat(),
);
