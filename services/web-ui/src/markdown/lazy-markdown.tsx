import { lazy, Suspense } from 'react';

const Markdown = lazy(() =>
  import('./markdown.tsx').then((module) => ({ default: module.Markdown })),
);

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
