import { AwsError } from '../aws-endpoint/aws-error.ts';

type Asked = { readonly RevisionId?: string | undefined };

/** Refuses a change that was made for another revision. Throws `PreconditionFailedException`. */
export const checkRevision = ({ RevisionId }: Asked, current: string | undefined): void => {
  if (RevisionId === undefined || RevisionId === current) return;
  throw new AwsError(
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId. Call the GetFunction or the GetPolicy API to retrieve the latest RevisionId.',
    { status: 412, members: { Type: 'User' } },
  );
};
