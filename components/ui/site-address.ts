import { patternOf, webOrigin } from '@/lib/background/sites';

/** What an address typed by a person asks for, or why it cannot be enabled. */
export type SiteAddress = { ok: true; origin: string; pattern: string } | { ok: false; error: string };

/**
 * Reads an address as people paste it: with or without a scheme, with path and query, with a port.
 * @returns the origin to show and the match pattern to ask for. Match patterns hold no port in Firefox, so the
 *   permission is for the host.
 */
export function readSiteAddress(typed: string): SiteAddress {
  const text = typed.trim();
  if (text === '') return refuse('Enter the address of your CRM, for example https://crm.example.com.');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme && scheme !== 'https' && scheme !== 'http')
    return refuse(
      `Addresses that begin with ${scheme}:// cannot be enabled. Enter one with https:// or http://.`,
    );
  const url = URL.parse(scheme ? text : `https://${text}`);
  if (
    !url ||
    url.hostname === '' ||
    /[*\s]/.test(url.hostname) ||
    !/^(\[.*\]|[^.]+(\.[^.]+)*\.?)$/.test(url.hostname)
  )
    return refuse(`“${text}” is not a web address. Copy it from the address bar of a page of your CRM.`);
  if (!webOrigin(url.href))
    return refuse('Extensions never run on the browser’s own shop. Enter the address of your CRM.');
  return { ok: true, origin: url.origin, pattern: patternOf(url) };
}

function refuse(error: string): SiteAddress {
  return { ok: false, error };
}
