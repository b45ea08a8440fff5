import type { IdentifierForm } from '@hopwise/contracts/question-intents';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { SlotValues } from './slots.ts';

const patternOf = oncePerObject(({ pattern }: IdentifierForm) => new RegExp(pattern, 'giu'));

/** Replaces the ids in a question by their slots, in the order of their forms. The first id of a slot counts. */
export const takeIdentifiers = (
  text: string,
  forms: readonly IdentifierForm[],
): { readonly rest: string; readonly slots: SlotValues } => {
  const slots = new Map<string, string>();
  const rest = forms.reduce(
    (left, form) =>
      left.replaceAll(patternOf(form), (match: string, inner: unknown) => {
        const found = (typeof inner === 'string' ? inner : match).replace(/[.,;:!?)]+$/u, '');
        const id = form.id ?? found;
        if (!slots.has(form.slot)) slots.set(form.slot, id);
        return ` {${form.slot}} `;
      }),
    text,
  );
  return { rest, slots };
};
