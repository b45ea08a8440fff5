import { type WebUiConfig, webUiConfig } from '@hopwise/contracts/web-ui-config';

const timeoutMs = 10_000;

/** Reads what one build must know of its stage; throws a sentence for the person before the page. */
export const loadConfig = async (fetchJson: typeof fetch = fetch): Promise<WebUiConfig> => {
  const response = await fetchJson('/config.json', {
    cache: 'no-store',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`/config.json was answered with status ${response.status}.`);
  const parsed = webUiConfig.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new Error('/config.json is not the configuration of a Hopwise stage.');
  return parsed.data;
};
