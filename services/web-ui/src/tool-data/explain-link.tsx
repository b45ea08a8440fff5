import Link from '@cloudscape-design/components/link';

export type ExplainLinkProps = {
  readonly title: string;
  readonly findingId: string;
  /** Asks the agent about one finding; absent while a turn runs. */
  readonly onExplain: ((findingId: string) => void) | undefined;
};

/** The title of a finding. It asks the agent to explain the finding. */
export const ExplainLink = ({ title, findingId, onExplain }: ExplainLinkProps) =>
  onExplain === undefined ? (
    <span>{title}</span>
  ) : (
    <Link variant="secondary" onFollow={() => onExplain(findingId)}>
      {title}
    </Link>
  );
