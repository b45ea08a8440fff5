import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type CannedStage, startCannedStage } from '../../testing/canned-stage.ts';
import { launchBrowser } from './launch-browser.ts';

export type PageUnderTest = {
  readonly page: Page;
  /** Address of every request. */
  readonly requests: readonly string[];
  readonly origin: string;
};

export type OpenOptions = BrowserContextOptions & { readonly path?: string };

/**
 * Opens pages of a canned stage. After each test, checks that the page sent requests only to its own origin
 * and logged no error, which includes violations of its content security policy.
 */
export const usePages = (stageOptions: { readonly isLocal?: boolean } = {}) => {
  let browser: Browser;
  let stages: CannedStage[] = [];
  let opened: {
    readonly requests: string[];
    readonly errors: string[];
    readonly origin: string;
  }[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    const checked = opened;
    opened = [];
    await Promise.all(browser.contexts().map((context) => context.close()));
    await Promise.all(stages.map((stage) => stage.close()));
    stages = [];
    for (const { requests, errors, origin } of checked) {
      expect(errors).toEqual([]);
      expect(requests.filter((url) => new URL(url).origin !== origin)).toEqual([]);
    }
  });
  afterAll(() => browser.close());

  return async ({ path = '/', ...options }: OpenOptions = {}): Promise<PageUnderTest> => {
    const stage = await startCannedStage(stageOptions);
    stages.push(stage);
    const context = await browser.newContext({
      viewport: { width: 1600, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    const requests: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text().slice(0, 300));
    });
    opened.push({ requests, errors, origin: stage.url });
    await page.goto(stage.url + path, { waitUntil: 'networkidle' });
    return { page, requests, origin: stage.url };
  };
};
