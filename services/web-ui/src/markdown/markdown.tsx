import Link from '@cloudscape-design/components/link';
import TextContent from '@cloudscape-design/components/text-content';
import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { safeLink } from './safe-link.ts';

const plugins = [remarkGfm];

// An image would send a request to a server that the model chose, so only its description is shown.
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

/** Shows text from a model as Markdown, without HTML, without images, with links to web addresses only. */
export const Markdown = memo(({ text }: { readonly text: string }) => (
  <TextContent>
    <div className="markdown">
      <ReactMarkdown remarkPlugins={plugins} components={components} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  </TextContent>
));
