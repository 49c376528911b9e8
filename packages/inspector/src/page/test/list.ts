import type { Locator, Page } from 'playwright-core';

/** The rows of the list that are in the document. */
export const rows = (page: Page): Locator => page.getByRole('listbox').getByRole('option');

/** A row with this text. */
export const row = (page: Page, text: string | RegExp): Locator => rows(page).filter({ hasText: text });

/** Opens the event of a row, and returns the detail. */
export async function openRow(page: Page, text: string | RegExp): Promise<Locator> {
  await row(page, text).first().click();
  const detail = page.getByRole('region', { name: 'Selected event' });
  await detail.getByRole('heading', { level: 2 }).waitFor();
  return detail;
}

/** Whether nothing makes the page scroll to the side. */
export const fitsWidth = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
