/** An answer of the page's origin, without the headers that all its answers share. */
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

/** A page without scripts and styles. With `reloadS` it reloads after that number of seconds. */
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
