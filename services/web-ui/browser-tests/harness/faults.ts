import type { Page } from 'playwright-core';

const switches = (page: Page) => page.getByRole('region', { name: 'Fault switches' });

/** The switch of a fault in the list of all faults. Its section can be closed. */
export const faultSwitch = (page: Page, name: string) =>
  switches(page).getByRole('checkbox', { name, exact: true });

export const faultSearch = (page: Page) =>
  page.getByRole('searchbox', { name: 'Search the faults' });

/** The header of the faults of one hop, with their count. */
export const faultsOfHop = (page: Page, hop: number) =>
  switches(page).getByRole('button', { name: new RegExp(`^Hop ${hop} · `) });

/** Flips a switch in the panel. Returns when the stack has changed and the doctor has answered. */
export const flipFault = async (page: Page, { name, hop }: FaultOfHop): Promise<void> => {
  const section = faultsOfHop(page, hop);
  if ((await section.getAttribute('aria-expanded')) === 'false') await section.click();
  const toggle = faultSwitch(page, name);
  const isOn = await toggle.isChecked();
  // The input itself is transparent. A person clicks the text beside it.
  await switches(page).getByText(name, { exact: true }).click();
  await page.waitForFunction(
    ([label, before]) => {
      const inputs = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
      const input = inputs.find((one) => one.getAttribute('aria-label') === label);
      return input !== undefined && input.ariaDisabled !== 'true' && input.checked !== before;
    },
    [name, isOn] as const,
    { timeout: flipTimeoutMs },
  );
};

/** A flip can deploy the stack again, and the doctor makes real calls. */
const flipTimeoutMs = 120_000;

type FaultOfHop = { readonly name: string; readonly hop: number };
