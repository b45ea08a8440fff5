import { type WebUiConfig, webUiConfig } from '@hopwise/contracts/web-ui-config';

const timeoutMs = 10_000;

/** Reads the configuration of the stage. Throws an error whose message the page can show. */
export const loadConfig = async (fetchJson: typeof fetch = fetch): Promise<WebUiConfig> => {
  const response = await fetchJson('/config.json', {
    cache: 'no-store',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) {
    throw new Error(`The server answered /config.json with status ${response.status}.`);
  }
  const parsed = webUiConfig.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new Error('/config.json is not the configuration of a Hopwise stage.');
  return parsed.data;
};
