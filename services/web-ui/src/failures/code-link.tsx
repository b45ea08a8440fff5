import Box from '@cloudscape-design/components/box';
import { DocumentedCode } from './documented-code.tsx';

/** Shows a finding code, with a link if the code has a page. */
export const CodeLink = ({ code }: { readonly code: string }) =>
  documentedCodes.includes(code) ? (
    <DocumentedCode code={code} />
  ) : (
    <Box variant="code" display="inline">
      {code}
    </Box>
  );
