import { type WebUiConfig, webUiConfig } from '@hopwise/contracts/web-ui-config';
import type { DeployedStack } from '../deployment/deploy-stack.ts';
import { TemplateError } from '../template/template-error.ts';

/**
 * Returns the configuration that a deployment would upload with the page, adapted to a local stack.
 * `isLocal` says whether the page can use the routes below `/local/`.
 */
export const pageConfigOf = (
  { outputs }: Pick<DeployedStack, 'outputs'>,
  { isLocal }: { readonly isLocal: boolean },
): WebUiConfig => {
  const parsed = webUiConfig.safeParse(parseJson(outputs.WebUiConfig));
  if (parsed.success) return { ...parsed.data, local: isLocal ? {} : null };
  throw new TemplateError("The template's output WebUiConfig is not a valid page configuration.");
};

const parseJson = (text = ''): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The other origins that the page connects to. */
export const connectionsOf = ({ apiUrl, signIn }: WebUiConfig): readonly string[] => [
  ...new Set(
    [apiUrl, signIn?.authority, signIn?.domainUrl].flatMap((url) =>
      url === undefined ? [] : [new URL(url).origin],
    ),
  ),
];
