import { Suspense } from 'react';
import { lazyPart } from '../loading/lazy-part.ts';

const load = () => import('./markdown.tsx');

type TextProps = { readonly text: string };

const PlainText = ({ text }: TextProps) => <div className="markdown plain">{text}</div>;

const Markdown = lazyPart(() => load().then((module) => module.Markdown), PlainText);

/** Loads the renderer before the answer arrives. A failure shows up when the renderer is needed. */
export const preloadMarkdown = (): void => {
  load().catch(() => undefined);
};

/** Longest text that is formatted, in UTF-16 code units. A longer text would block the page. */
const maxLength = 200_000;

/** Shows plain text until the renderer is loaded, and always for a text that is too long. */
export const LazyMarkdown = ({ text }: TextProps) =>
  text.length > maxLength ? (
    <PlainText text={text} />
  ) : (
    <Suspense fallback={<PlainText text={text} />}>
      <Markdown text={text} />
    </Suspense>
  );
