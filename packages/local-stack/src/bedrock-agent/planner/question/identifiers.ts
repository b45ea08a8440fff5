import type { IdentifierForm } from '@hopwise/contracts/question-intents';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { type SlotForm, takeSlots } from './slots.ts';

const formsOf = oncePerObject((forms: readonly IdentifierForm[]): readonly SlotForm[] =>
  forms.map(({ slot, pattern, id }) => ({
    slot,
    pattern: new RegExp(pattern, 'giu'),
    value: ({ whole, group = whole }) => id ?? group.replace(/[.,;:!?)]+$/u, ''),
  })),
);

/** Replaces the ids in a question by their slots, in the order of their forms. */
export const takeIdentifiers = (text: string, forms: readonly IdentifierForm[]) =>
  takeSlots(text, formsOf(forms));
