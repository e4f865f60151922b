/** What is kept of each CRM site: which field names the partner, and what a person chose for ambiguous names. */
import type { RecordKind } from '../crm/types';
import type { PartnerFieldSetting } from '../match/partner-field';
import { database, type LensDatabase } from './db';
import { packLayers } from './packs';

/** Fields remembered of one kind of record, and kinds of record of all sites: a site that invents them fills nothing. */
const MOST_FIELDS = 300;
const MOST_ROWS = 300;

export interface SiteField {
  key: string;
  label: string;
}

/** Fields of one kind of record on one site: names only, never values. */
export interface SiteFields {
  origin: string;
  kind: RecordKind;
  crm: string;
  /** In the order in which they were first seen. */
  fields: SiteField[];
  /** Label of the field that the reader took for the partner's when it was last filled; null before. */
  taken: string | null;
  setting: PartnerFieldSetting;
}

/** A person's answer to "which of these partners is it?". */
export interface SiteChoice {
  origin: string;
  /** `choiceKey` of what was written. */
  text: string;
  written: string;
  partnerId: string;
  /** ISO time. */
  at: string;
}

export function allSiteFields(db: LensDatabase = database()): Promise<SiteFields[]> {
  return db.siteFields.toArray();
}

export function getSiteFields(
  origin: string,
  kind: RecordKind,
  db: LensDatabase = database(),
): Promise<SiteFields | undefined> {
  return db.siteFields.get([origin, kind]);
}

/** Which field names the partner: what a person chose for the site, else what a pack says. */
export async function partnerFieldSetting(
  origin: string,
  kind: RecordKind,
  db: LensDatabase = database(),
): Promise<PartnerFieldSetting> {
  const [chosen, layers] = await Promise.all([
    getSiteFields(origin, kind, db),
    packLayers('partnerFields', db),
  ]);
  const own = chosen?.setting ?? { mode: 'auto' };
  if (own.mode !== 'auto') return own;
  const packed = layers.flatMap(({ data }) => data);
  return packed.find((field) => field.origin === origin && field.kind === kind)?.setting ?? own;
}

/** Adds the fields of a record to those seen on its site; writes only when one is new. */
export async function noteSiteFields(
  seen: Omit<SiteFields, 'setting'>,
  db: LensDatabase = database(),
): Promise<void> {
  await db.transaction('rw', db.siteFields, async () => {
    const known = await db.siteFields.get([seen.origin, seen.kind]);
    if (!known && (await db.siteFields.count()) >= MOST_ROWS) return;
    const fields = [...(known?.fields ?? [])];
    const keys = new Set(fields.map(({ key }) => key));
    for (const field of seen.fields) {
      if (keys.has(field.key) || fields.length >= MOST_FIELDS) continue;
      keys.add(field.key);
      fields.push({ key: field.key, label: field.label });
    }
    const taken = seen.taken ?? known?.taken ?? null;
    if (known && fields.length === known.fields.length && taken === known.taken && known.crm === seen.crm)
      return;
    await db.siteFields.put({ ...seen, fields, taken, setting: known?.setting ?? { mode: 'auto' } });
  });
}

/**
 * @throws RangeError when no record of that kind was seen on the site, or the field was never seen there
 */
export async function setPartnerField(
  origin: string,
  kind: RecordKind,
  setting: PartnerFieldSetting,
  db: LensDatabase = database(),
): Promise<void> {
  await db.transaction('rw', db.siteFields, async () => {
    const known = await db.siteFields.get([origin, kind]);
    if (!known || (setting.mode === 'field' && !known.fields.some(({ key }) => key === setting.key)))
      throw new RangeError(
        'That field was not seen on this site. Open such a record in the CRM first, then choose again.',
      );
    await db.siteFields.put({ ...known, setting });
  });
}

export function allChoices(db: LensDatabase = database()): Promise<SiteChoice[]> {
  return db.siteChoices.toArray();
}

export function getChoice(
  origin: string,
  text: string,
  db: LensDatabase = database(),
): Promise<SiteChoice | undefined> {
  return db.siteChoices.get([origin, text]);
}

export async function putChoice(choice: SiteChoice, db: LensDatabase = database()): Promise<void> {
  await db.siteChoices.put(choice);
}

export async function dropChoice(origin: string, text: string, db: LensDatabase = database()): Promise<void> {
  await db.siteChoices.delete([origin, text]);
}
