import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import { followInPage } from '../navigation/follow-in-page.ts';
import { findingPath } from '../navigation/route.ts';

/** A finding code, as a link to its page where it has one. */
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
