import type { StackFact } from '../../catalogue/fact.ts';

/** What a check finds on several objects. */
export const onEach = async <Item>(
  items: Iterable<Item>,
  look: (item: Item) => Promise<readonly StackFact[]>,
): Promise<readonly StackFact[]> => (await Promise.all([...items].map(look))).flat();
