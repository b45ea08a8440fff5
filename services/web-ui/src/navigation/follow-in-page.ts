import { navigate } from './use-route.ts';

type FollowEvent = CustomEvent<{
  readonly href?: string | undefined;
  readonly external?: boolean | undefined;
}>;

/** Follows a link of a Cloudscape component to another page of the UI without a reload. */
export const followInPage = (event: FollowEvent): void => {
  const { href, external } = event.detail;
  if (external === true || href === undefined) return;
  event.preventDefault();
  navigate(href);
};
