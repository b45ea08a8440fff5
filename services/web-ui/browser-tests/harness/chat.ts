import type { Page } from 'playwright-core';

export const questionField = (page: Page) => page.getByRole('textbox', { name: 'Question' });
export const askButton = (page: Page) => page.getByRole('button', { name: 'Ask', exact: true });
export const stopButton = (page: Page) => page.getByRole('button', { name: 'Stop the answer' });
/** The part of the panel that explains the first broken hop. */
export const brokenHop = (page: Page) => page.getByRole('region', { name: 'First broken hop' });
/** Opens and closes the panel of the local stack. */
export const panelButton = (page: Page) =>
  page.getByRole('button', { name: 'Auth path and faults', exact: true });
/** A hop in the auth path of the page. */
export const hop = (page: Page, number: number) =>
  page
    .getByLabel('Hops')
    .getByRole('listitem')
    .nth(number - 1);
export const answer = (page: Page, number = 1) =>
  page.getByLabel(`Answer ${number}`, { exact: true });

export const startAsking = async (page: Page, question: string): Promise<void> => {
  await questionField(page).fill(question);
  await askButton(page).click();
};

/** Asks and waits for the end of the answer. */
export const askAndWait = async (page: Page, question: string): Promise<void> => {
  await startAsking(page, question);
  await askButton(page).waitFor();
};
