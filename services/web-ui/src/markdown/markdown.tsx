import Link from '@cloudscape-design/components/link';
import TextContent from '@cloudscape-design/components/text-content';
import { isTooDeep } from '@hopwise/contracts/bounded-json';
import { memo, type ReactElement } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { PlainText } from './plain-text.tsx';
import { isOwnAddress, safeLink } from './safe-link.ts';

const plugins = [remarkGfm];

/** Browsers lay elements out recursively, and a deep nest ends the tab. */
const refuseDeepNesting = () => (tree: object) => {
  if (isTooDeep(tree)) throw new RangeError('The text is nested too deeply.');
};
const treePlugins = [refuseDeepNesting];

// An image would send a request to a server that the model chose, so only its description is shown.
const components: Components = {
  a: ({ href, children }) => {
    const link = safeLink(href, location.hostname);
    if (link === undefined) return <span>{children}</span>;
    // A mark in the text cannot reorder the host, because <bdi> isolates it.
    return (
      <Link href={link.address} external externalIconAriaLabel="Opens in a new tab">
        <bdi>{children}</bdi>
        {!isOwnAddress(children, link) && <bdi className="link-host"> ({link.host})</bdi>}
      </Link>
    );
  },
  // Headings of the answer rank below the headings of the page.
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  // A wide table scrolls inside its own region, which must be reachable by keyboard.
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="wide" tabIndex={0} aria-label="Table">
      <table>{children}</table>
    </section>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="wide" tabIndex={0} aria-label="Code">
      <pre>{children}</pre>
    </section>
  ),
  img: ({ alt }) => <span>{alt}</span>,
};

/** Shows text from a model as Markdown, without HTML, without images. A link leads to another site and shows its host. */
export const Markdown = memo(({ text }: { readonly text: string }) => {
  const content = contentOf(text);
  return content === undefined ? (
    <PlainText text={text} />
  ) : (
    <TextContent>
      <div className="markdown">{content}</div>
    </TextContent>
  );
});

/** Called as a function: a text that the renderer cannot take must not take the page away. */
const contentOf = (text: string): ReactElement | undefined => {
  try {
    return ReactMarkdown({
      children: text,
      remarkPlugins: plugins,
      rehypePlugins: treePlugins,
      components,
      skipHtml: true,
    });
  } catch {
    return undefined;
  }
};
