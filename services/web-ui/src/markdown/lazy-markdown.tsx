import { lazy, Suspense } from 'react';

const load = () => import('./markdown.tsx');

const Markdown = lazy(() => load().then((module) => ({ default: module.Markdown })));

/** Loads the renderer before the answer arrives. A failure shows up when the renderer is needed. */
export const preloadMarkdown = (): void => {
  load().catch(() => undefined);
};

/** Longest text that is formatted, in UTF-16 code units. A longer text would block the page. */
const maxLength = 200_000;

/** Shows plain text until the renderer is loaded, and always for a text that is too long. */
export const LazyMarkdown = ({ text }: { readonly text: string }) => {
  const plain = <div className="markdown plain">{text}</div>;
  return text.length > maxLength ? (
    plain
  ) : (
    <Suspense fallback={plain}>
      <Markdown text={text} />
    </Suspense>
  );
};
