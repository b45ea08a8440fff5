/** The maximum number of findings to read from one service: ten full pages. */
export const maxFindingsRead = 1000;
// A page can be empty and still have a next page, so the number of pages needs its own limit.
const maxPages = 20;

export type Page<Item> = {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
};

export type CollectedPages<Item> = { readonly items: readonly Item[]; readonly complete: boolean };

/** Reads pages up to a limit. `complete` is false if there are more. */
export const collectPages = async <Item>(
  readPage: (nextToken: string | undefined) => Promise<Page<Item>>,
): Promise<CollectedPages<Item>> => {
  const items: Item[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < maxPages && items.length < maxFindingsRead; page += 1) {
    const read = await readPage(nextToken);
    items.push(...read.items);
    // Several services end with an empty token instead of no token.
    nextToken = read.nextToken || undefined;
    if (nextToken === undefined) break;
  }
  return { items: items.slice(0, maxFindingsRead), complete: nextToken === undefined };
};
