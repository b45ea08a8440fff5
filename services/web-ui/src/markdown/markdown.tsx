import Link from '@cloudscape-design/components/link';
import TextContent from '@cloudscape-design/components/text-content';
import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { safeLink } from './safe-link.ts';

const plugins = [remarkGfm];

// An image would be a request to whoever the text names, so its description stands in its place.
const components: Components = {
  a: ({ href, children }) => {
    const address = safeLink(href);
    return address === undefined ? (
      <span>{children}</span>
    ) : (
      <Link href={address} external externalIconAriaLabel="Opens in a new tab">
        {children}
      </Link>
    );
  },
  // A heading of the text stands below those of the page.
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  // Wider than the page, it scrolls by itself; whoever has no mouse must be able to reach it.
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard.
    <section className="wide" tabIndex={0} aria-label="Table">
      <table>{children}</table>
    </section>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard.
    <section className="wide" tabIndex={0} aria-label="Code">
      <pre>{children}</pre>
    </section>
  ),
  img: ({ alt }) => <span>{alt}</span>,
};

/** Text that a model wrote, as Markdown: no HTML of its own, no address but a web page's, no image. */
export const Markdown = memo(({ text }: { readonly text: string }) => (
  <TextContent>
    <div className="markdown">
      <ReactMarkdown remarkPlugins={plugins} components={components} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  </TextContent>
));
