import type { Page } from 'playwright-core';

/** A file as the generator makes it. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/**
 * Imports files through the options page as a person does: chooses them all, checks that every file was recognised,
 * starts, and waits for the end.
 * @param page the options page at `#/import`
 * @throws Error with what the page says when it refuses
 */
export async function importFiles(page: Page, files: readonly NamedBytes[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })),
    );
}
