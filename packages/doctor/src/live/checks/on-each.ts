import type { StackFact } from '../../catalogue/fact.ts';
import { NothingToCheckError } from '../stack/live-check.ts';

/**
 * What a check finds on several objects.
 *
 * @throws NothingToCheckError without objects
 */
export const onEach = async <Item>(
  items: Iterable<Item>,
  look: (item: Item) => Promise<readonly StackFact[]>,
): Promise<readonly StackFact[]> => {
  const all = [...items];
  if (all.length === 0) throw new NothingToCheckError();
  return (await Promise.all(all.map(look))).flat();
};
