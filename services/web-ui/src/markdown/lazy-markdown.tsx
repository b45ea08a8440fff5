import { Suspense } from 'react';
import { lazyPart } from '../loading/lazy-part.ts';
import { isFormattable } from './formattable.ts';
import { PlainText } from './plain-text.tsx';

const load = () => import('./markdown.tsx');

const Markdown = lazyPart(() => load().then((module) => module.Markdown), PlainText);

/** Loads the renderer before the answer arrives. A failure shows up when the renderer is needed. */
export const preloadMarkdown = (): void => {
  load().catch(() => undefined);
};

/** Shows plain text until the renderer is loaded, and always for a text that is too much for it. */
export const LazyMarkdown = ({ text }: { readonly text: string }) =>
  isFormattable(text) ? (
    <Suspense fallback={<PlainText text={text} />}>
      <Markdown text={text} />
    </Suspense>
  ) : (
    <PlainText text={text} />
  );
