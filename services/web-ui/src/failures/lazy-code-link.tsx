import { Suspense } from 'react';
import { lazyPart } from '../loading/lazy-part.ts';

type CodeProps = { readonly code: string };

const Code = ({ code }: CodeProps) => code;

const CodeLink = lazyPart(() => import('./code-link.tsx').then((module) => module.CodeLink), Code);

/** Shows a code. The first code loads the list of documented codes, so the first load of the page is smaller. */
export const LazyCodeLink = ({ code }: CodeProps) => (
  <Suspense fallback={code}>
    <CodeLink code={code} />
  </Suspense>
);
