/** Most findings that one answer reads of one service: ten full pages. */
export const maxFindingsRead = 1000;
// A page may be empty and still have a successor, so findings alone do not bound the walk.
const maxPages = 20;

export type Page<Item> = {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
};

export type CollectedPages<Item> = { readonly items: readonly Item[]; readonly complete: boolean };

/** Reads page after page, up to a bound. `complete` is false when the bound came first. */
export const collectPages = async <Item>(
  readPage: (nextToken: string | undefined) => Promise<Page<Item>>,
): Promise<CollectedPages<Item>> => {
  const items: Item[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < maxPages && items.length < maxFindingsRead; page += 1) {
    const read = await readPage(nextToken);
    items.push(...read.items);
    // Several services end with an empty token in place of none.
    nextToken = read.nextToken || undefined;
    if (nextToken === undefined) break;
  }
  return { items: items.slice(0, maxFindingsRead), complete: nextToken === undefined };
};
