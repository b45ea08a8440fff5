/** What a question says in words that no list of values contains: ids, ages in days, places in a list, counts. */
export type SlotValues = ReadonlyMap<string, string | number>;

export type SlotMatch = {
  readonly whole: string;
  /** The first group that matched. */
  readonly group: string | undefined;
  readonly named: Readonly<Record<string, string | undefined>>;
};

/** How a question says something. The pattern has the flag `g`. */
export type SlotForm = {
  readonly slot: string;
  readonly pattern: RegExp;
  readonly value: (match: SlotMatch) => string | number;
};

/** Replaces what a question says by slots, in the order of the forms. The first value of a slot counts. */
export const takeSlots = (
  text: string,
  forms: readonly SlotForm[],
): { readonly rest: string; readonly slots: SlotValues } => {
  const slots = new Map<string, string | number>();
  const rest = forms.reduce(
    (left, { slot, pattern, value }) =>
      left.replaceAll(pattern, (...match: unknown[]) => {
        if (!slots.has(slot)) slots.set(slot, value(matchOf(match)));
        return ` {${slot}} `;
      }),
    text,
  );
  return { rest, slots };
};

/** `replaceAll` passes the whole match, the groups, the place, the text, and the named groups, if there are some. */
const matchOf = (match: readonly unknown[]): SlotMatch => {
  const named = match.at(-1);
  const groups = match.slice(
    1,
    match.findLastIndex((one) => typeof one === 'number'),
  );
  return {
    whole: String(match[0]),
    group: groups.find((one) => typeof one === 'string'),
    named: isGroups(named) ? named : {},
  };
};

const isGroups = (value: unknown): value is SlotMatch['named'] =>
  typeof value === 'object' && value !== null;
