import { lazy, Suspense } from 'react';

const Markdown = lazy(() =>
  import('./markdown.tsx').then((module) => ({ default: module.Markdown })),
);

/** The text itself until the renderer has been loaded. */
export const LazyMarkdown = ({ text }: { readonly text: string }) => (
  <Suspense fallback={<div className="markdown">{text}</div>}>
    <Markdown text={text} />
  </Suspense>
);
