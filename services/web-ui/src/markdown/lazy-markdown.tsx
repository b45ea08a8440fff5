import { lazy, Suspense } from 'react';

const load = () => import('./markdown.tsx');

const Markdown = lazy(() => load().then((module) => ({ default: module.Markdown })));

/** Has the renderer loaded by the time that an answer begins; a failure shows when it is needed. */
export const preloadMarkdown = (): void => {
  load().catch(() => undefined);
};

/** Longest text, in UTF-16 code units, that is laid out; a longer one would hold the page up. */
const maxLength = 200_000;

/** The text itself where it is too long, or until the renderer has been loaded. */
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
