import type { Page } from 'playwright-core';
import type { PageReading } from '@/lib/crm/types';

/**
 * Notes every record that a tab reports from now on, so that a test sees what was on the way, not only where it ended.
 * @param control any page of the extension, kept open
 * @returns asks for `<id> <name>: <partner>` of each so far
 */
export async function noteReports(control: Page, tabId: number): Promise<() => Promise<string[]>> {
  await control.evaluate((id) => {
    const reported: string[] = [];
    Object.assign(globalThis, { reported });
    // @ts-expect-error chrome exists in the extension's pages
    chrome.storage.session.onChanged.addListener((changes: Record<string, { newValue?: unknown }>) => {
      for (const [key, { newValue }] of Object.entries(changes)) {
        const { reading } = (newValue ?? {}) as { reading?: PageReading };
        if (!key.endsWith(`:${id}`) || reading?.state !== 'record') continue;
        const { record } = reading;
        reported.push(`${record.id} ${record.name}: ${record.partner?.name ?? 'none'}`);
      }
    });
  }, tabId);
  return () => control.evaluate(() => (globalThis as unknown as { reported: string[] }).reported);
}
