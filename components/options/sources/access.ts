import { browser } from 'wxt/browser';
import { request } from '@/lib/messaging/client';
import { hostPattern } from '@/lib/sources/address';
import type { Settings, SourceKind } from '@/lib/sources/types';

/**
 * Asks the browser for access to the one host of a source. Call it in the click, before anything is awaited: the
 * browser asks the person only then.
 * @throws SourceProblem when the settings name no host
 * @throws Error when the person declines
 */
export function askAccess(kind: SourceKind, settings: Settings): Promise<void> {
  const base = kind.base(settings);
  const pattern = hostPattern(base);
  // Both at once: waiting for the answer would lose the click.
  const noted = request('sources.host', { pattern });
  return browser.permissions.request({ origins: [pattern] }).then(async (granted) => {
    await noted;
    const { host } = new URL(base);
    if (!granted)
      throw new Error(
        `Without access to ${host} nothing can be fetched from there. Try again and choose “Allow”, or import exported files on the Import page.`,
      );
  });
}
