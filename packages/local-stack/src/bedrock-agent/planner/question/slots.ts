/** What a question says in words that no list of values contains: ids, ages in days, places in a list, counts. */
export type SlotValues = ReadonlyMap<string, string | number>;
