import { lazy, Suspense } from 'react';

const CodeLink = lazy(() =>
  import('./code-link.tsx').then((module) => ({ default: module.CodeLink })),
);

/** Shows a code. The first code loads the list of documented codes, so the first load of the page is smaller. */
export const LazyCodeLink = ({ code }: { readonly code: string }) => (
  <Suspense fallback={code}>
    <CodeLink code={code} />
  </Suspense>
);
