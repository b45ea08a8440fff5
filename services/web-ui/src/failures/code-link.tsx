import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import { followInPage } from '../navigation/follow-in-page.ts';
import { findingPath } from '../navigation/route.ts';

/** Shows a finding code, with a link if the code has a page. */
export const CodeLink = ({ code }: { readonly code: string }) =>
  documentedCodes.includes(code) ? (
    <Link href={findingPath(code)} onFollow={followInPage}>
      {code}
    </Link>
  ) : (
    <Box variant="code" display="inline">
      {code}
    </Box>
  );
