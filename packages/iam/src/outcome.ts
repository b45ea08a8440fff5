/** Whether something holds. `undecided` means that AWS's documentation does not say. */
export type Outcome = boolean | 'undecided';

export const not = (outcome: Outcome): Outcome => (outcome === 'undecided' ? outcome : !outcome);

/** Holds if one holds, whatever the others are. */
export const anyOf = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.includes(true) || (outcomes.includes('undecided') ? 'undecided' : false);

/** Fails if one fails, whatever the others are. */
export const allOf = (outcomes: readonly Outcome[]): Outcome => not(anyOf(outcomes.map(not)));

/** How an undecided element is read: `denies` never allows and always denies, `grants` is the opposite. */
export type UndecidedReading = 'denies' | 'grants';

/** Resolves an outcome for a statement. */
export const appliesTo = (
  effect: 'Allow' | 'Deny',
  outcome: Outcome,
  reading: UndecidedReading,
): boolean => (outcome === 'undecided' ? (effect === 'Deny') === (reading === 'denies') : outcome);

/** What an explanation adds to an element that does not apply because its outcome is undecided. */
export const noteOf = (outcome: Outcome): string =>
  outcome === 'undecided' ? ", which AWS's documentation leaves open" : '';
