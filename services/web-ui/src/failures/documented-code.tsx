import Link from '@cloudscape-design/components/link';
import { followInPage } from '../navigation/follow-in-page.ts';
import { findingPath } from '../navigation/route.ts';

/** Links a finding code that has a page. */
export const DocumentedCode = ({ code }: { readonly code: string }) => (
  <Link href={findingPath(code)} onFollow={followInPage}>
    {code}
  </Link>
);
