/** An answer of the page's origin, before the headers that all of them carry. */
export type PageAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
};

export const jsonAnswer = (status: number, body: unknown): PageAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

/** A page that needs no script and no style; it asks again by itself while `reloadS` is given. */
export const plainPage = (
  status: number,
  { title, text, reloadS }: { title: string; text: string; reloadS?: number },
): PageAnswer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    ...(reloadS !== undefined && { refresh: String(reloadS) }),
  },
  body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><main><h1>${escapeHtml(title)}</h1><pre>${escapeHtml(text)}</pre></main></html>`,
});

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
