import type { Page } from 'playwright-core';
import { until } from './until';

/** A file as the generator makes it. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** Row of the result table: what became of the rows of one file. */
export interface ImportedFile {
  name: string;
  table: string;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

/**
 * Imports files through the options page as a person does: chooses them all, waits until every one is recognised,
 * starts, and waits until the scorecards know the rows.
 * @param page the options page at `#/import`
 * @throws Error naming the files that wait for an answer or cannot be imported
 */
export async function importFiles(page: Page, files: readonly NamedBytes[]): Promise<ImportedFile[]> {
  await page
    .getByLabel('Files to import')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })),
    );
  const start = page.getByRole('button', { name: /^(Start import|Import \d+ files?)$/ });
  await until('the files to be read', () => start.isEnabled(), 60_000);
  if ((await start.textContent()) !== 'Start import')
    throw new Error(`Not every file was recognised:\n${await page.locator('main').textContent()}`);
  await start.click();
  await page.getByRole('heading', { name: 'Imported', exact: true }).waitFor({ timeout: 180_000 });
  const status = page.getByText(/^The scorecards (of .* are ready|are up to date)\.$/);
  await status.waitFor({ timeout: 120_000 });
  return page.getByRole('table', { name: 'Imported files' }).evaluate((table) =>
    [...(table as HTMLTableElement).tBodies[0]!.rows].map((row) => {
      const [name = '', target = '', ...counts] = [...row.cells].map((cell) => cell.textContent ?? '');
      const [added = 0, changed = 0, unchanged = 0, rejected = 0] = counts.map((text) =>
        Number(text.replace(/\D/g, '')),
      );
      return { name, table: target, added, changed, unchanged, rejected };
    }),
  );
}
