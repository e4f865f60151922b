/** What a page was read as, as its words and the site's setting say; and the fields that are learned from it. */
import { reviewed } from '../crm/review/review';
import type { PageReading, RecordKind } from '../crm/types';
import { type PartnerFieldSetting, withPartnerField } from '../match/partner-field';
import { noteSiteFields, partnerFieldSetting as storedSetting } from '../store/sites';

/**
 * What a page was read as, reviewed and with the partner that its site's setting says.
 * @param url of the page
 */
export async function asSiteSays(url: URL, read: PageReading): Promise<PageReading> {
  return withSiteSetting(url, reviewed(read, url));
}

/** The same of a reading that was reviewed. */
export async function withSiteSetting(url: URL, reading: PageReading): Promise<PageReading> {
  if (reading.state !== 'record') return reading;
  const setting = await settingOn(url.href, reading.record.kind);
  return { state: 'record', record: withPartnerField(reading.record, setting) };
}

/** @param url any address of the site */
export function settingOn(url: string, kind: RecordKind): Promise<PartnerFieldSetting> {
  return storedSetting(new URL(url).origin, kind);
}

/** Keeps the names of a record's fields, so that a person can choose among them. Values are not kept. */
export async function noteFields(origin: string, reading: PageReading): Promise<void> {
  if (reading.state !== 'record') return;
  const { kind, crm, fields, partner } = reading.record;
  // A partner's own page has no field that names it.
  if (kind === 'partner' || fields.length === 0) return;
  await noteSiteFields({
    origin,
    kind,
    crm,
    fields: fields.map(({ key, label }) => ({ key, label: label || key })),
    taken: partner?.basis === 'partner-field' ? partner.field : null,
  });
}
