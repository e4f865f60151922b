import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import type { NamedBytes } from './import-files';
import { until } from './until';

/** As importFiles, for the other driver, which takes files from disk only. */
export async function importFilesInFirefox(page: Page, files: readonly NamedBytes[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'partner-lens-files-'));
  try {
    const paths = files.map(({ name, bytes }) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    });
    const input = (await page.waitForSelector('input[type=file]:not([webkitdirectory])', {
      visible: false,
    })) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(...paths);
    const main = () => page.$eval('main', (element) => element.textContent ?? '');
    await until(
      'the files to be read',
      async () => (await main()).includes(`${files.length} files ready`),
      60_000,
    );
    await page.locator('::-p-aria([name="Start import"][role="button"])').click();
    await until(
      'the scorecards',
      async () => /The scorecards (of .* are ready|are up to date)\./.test(await main()),
      180_000,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
