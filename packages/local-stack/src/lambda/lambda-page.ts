import { AwsError } from '../aws-endpoint/aws-error.ts';
import { pageOf } from '../aws-endpoint/page.ts';

/** Lambda returns at most this many items at once, whatever number is asked for. */
const maxItems = 50;

type Asked = { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined };

/** One page of a list of Lambda's API. */
export const lambdaPage = <Item>(
  items: readonly Item[],
  { Marker, MaxItems }: Asked,
  query: unknown,
) =>
  pageOf(
    items,
    {
      token: Marker,
      limit: MaxItems === undefined ? undefined : Math.min(MaxItems, maxItems),
      query,
    },
    {
      maxLimit: maxItems,
      invalid: (message) => new AwsError('InvalidParameterValueException', message),
    },
  );
