import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { FaultState } from '@hopwise/contracts/faults';
import page from '#findings-page?raw';
import { Markdown } from '../markdown/markdown.tsx';
import { followInPage } from '../navigation/follow-in-page.ts';
import { findingPath } from '../navigation/route.ts';
import { type CodeSection, codeSections } from './code-sections.ts';
import { FaultsOfCode } from './faults-of-code.tsx';

const { introduction, sections } = codeSections(page);

/** Explains one finding code, or lists all of them. */
export const FindingsPage = ({ code, faults }: FindingsPageProps) => {
  const section = sections.find((known) => known.code === code);
  return section ? <OneCode section={section} faults={faults} /> : <AllCodes unknownCode={code} />;
};

export type FindingsPageProps = {
  readonly code: string | undefined;
  /** Absent on a deployed stage. */
  readonly faults: readonly FaultState[] | undefined;
};

type OneCodeProps = Pick<FindingsPageProps, 'faults'> & { readonly section: CodeSection };

const OneCode = ({ section, faults }: OneCodeProps) => (
  <SpaceBetween size="l">
    <Header
      variant="h1"
      actions={
        <Button href="/findings" onFollow={followInPage}>
          All codes
        </Button>
      }
    >
      {section.code}
    </Header>
    <Container>
      <Markdown text={section.markdown} />
    </Container>
    {faults && <FaultsOfCode code={section.code} faults={faults} />}
  </SpaceBetween>
);

const AllCodes = ({ unknownCode }: { readonly unknownCode: string | undefined }) => (
  <SpaceBetween size="l">
    <Header variant="h1" counter={`(${sections.length})`}>
      Finding codes
    </Header>
    {unknownCode !== undefined && <Box>{`There is no page for ${unknownCode}.`}</Box>}
    <Container>
      <Markdown text={introduction} />
    </Container>
    <Container header={<Header variant="h2">Codes</Header>}>
      <ul className="code-list">
        {sections.map(({ code, markdown }) => (
          <li key={code}>
            <Link href={findingPath(code)} onFollow={followInPage}>
              {code}
            </Link>
            <Box color="text-body-secondary">{markdown.split('\n\n')[0]?.replaceAll('`', '')}</Box>
          </li>
        ))}
      </ul>
    </Container>
  </SpaceBetween>
);
