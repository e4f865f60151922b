/** What the rows of a list or board get as badges. */
import { foldLabel, rolesOf } from '../crm/labels';
import { saysNothing } from '../crm/review/nothing';
import type { PageField, PageRecord, PartnerMention } from '../crm/types';
import { idOfLink, refOf } from '../crm/url';
import { missingFields } from '../fields/evaluate';
import { sameField } from '../fields/synonyms';
import type { SeenGap, SeenRecord } from '../govern/types';
import { openFlag, recordKey } from '../govern/visit';
import { matchRecord } from '../match/match';
import { RequestError } from '../messaging/errors';
import type { Asker } from '../messaging/server';
import type { ListRow, RowBadge } from '../messaging/views';
import { hasListBadges } from '../store/list-sites';
import { planMap, scopesOf } from '../store/plans';
import { getManySeen, getSeen } from '../store/seen';
import { badgeText } from './badge-words';
import { hitsOf, lookupOn } from './directory';
import { rulesInForce } from './rules';
import { asSiteSays } from './site-fields';
import { isGranted, webOrigin } from './sites';
import type { TabState } from './tab-state';

/**
 * The page that asks, if its site wants badges.
 * @throws RequestError `refused` where the site is not enabled or its badges are off
 */
export async function listsAllowed(asker: Asker): Promise<URL> {
  const url = webOrigin(asker.url);
  if (!url || !(await isGranted(url)) || !(await hasListBadges(url.origin))) {
    throw new RequestError('refused', 'Badges on lists are not switched on for this site.');
  }
  return url;
}

/** The record that a row tells of, as far as it does: only what stands under a label is a field. */
function recordOf(row: ListRow, crm: string, page: URL): PageRecord {
  const fields = row.cells.flatMap(({ label, text }): PageField[] => {
    if (label === null) return [];
    const empty = saysNothing(text);
    return [
      {
        key: foldLabel(label),
        label,
        value: empty ? '' : text,
        state: empty ? 'empty' : 'value',
        required: false,
      },
    ];
  });
  const shown = (role: 'stage' | 'owner') =>
    fields.find(({ label, state }) => state === 'value' && rolesOf(label).includes(role))?.value ?? null;
  return {
    crm,
    kind: row.kind,
    id: row.id,
    name: row.name,
    stage: shown('stage'),
    amount: null,
    owner: shown('owner'),
    partner: partnerOf(row, page),
    account: null,
    fields,
    confidence: 1,
    editing: false,
  };
}

/** What stands in a partner column or line; else the one link to a partner's record. */
function partnerOf({ cells }: ListRow, page: URL): PartnerMention | null {
  const idOf = (href: string | null) =>
    href && URL.canParse(href, page.href) ? idOfLink(new URL(href, page.href)) : null;
  for (const { label, text, href } of cells) {
    if (label === null || saysNothing(text) || !rolesOf(label).includes('partner')) continue;
    return { name: text, id: idOf(href), field: label, basis: 'partner-field' };
  }
  const linked = cells.filter(({ href }) => {
    const url = href === null ? null : URL.parse(href, page.href);
    return url !== null && refOf(url).kind === 'partner';
  });
  const [only, ...more] = linked;
  if (!only?.text || more.length > 0) return null;
  return { name: only.text, id: idOf(only.href), field: only.label ?? 'link', basis: 'partner-field' };
}

/**
 * What the panel shows for one row: the record as far as its columns tell, its address, and what was empty when it was
 * last open and is not shown filled now.
 */
export async function rowState(page: URL, crm: string, row: ListRow): Promise<TabState> {
  const record = await asTheSiteSays(recordOf(row, crm, page), page);
  const to = row.href === null ? null : URL.parse(row.href);
  // A link that leads away says nothing of another site's records.
  const url = to?.origin === page.origin ? to.href : page.href;
  const seen = await getSeen(recordKey(page.origin, url, record));
  for (const { key, label, sources } of gapsLeft(seen)) {
    if (record.fields.some((field) => sameField(field.label, label))) continue;
    record.fields.push({ key, label, value: '', state: 'empty', required: sources.includes('page') });
  }
  if (!record.partner && seen?.partnerName)
    record.partner = { name: seen.partnerName, id: null, field: 'Partner', basis: 'partner-field' };
  return { url, reading: { state: 'record', record } };
}

/** What was empty when the record was last open and was not found filled since; nothing where it was put aside. */
const gapsLeft = (seen: SeenRecord | null | undefined): readonly SeenGap[] =>
  seen?.closed ? [] : (seen?.gaps ?? []).filter(({ filled }) => !filled);

async function asTheSiteSays(record: PageRecord, page: URL): Promise<PageRecord> {
  const reading = await asSiteSays(page, { state: 'record', record });
  return reading.state === 'record' ? reading.record : record;
}

/**
 * @param page address of the list
 * @param crm adapter id
 * @returns a badge for every row, in their order. Missing are required fields whose columns are shown and empty, and
 *   those found empty when the record was last open, unless the list shows them filled by now.
 */
export async function rowBadges(page: URL, crm: string, rows: readonly ListRow[]): Promise<RowBadge[]> {
  const records = await Promise.all(rows.map((row) => asTheSiteSays(recordOf(row, crm, page), page)));
  const [seen, rules, plans] = await Promise.all([
    getManySeen(rows.map((row, i) => recordKey(page.origin, row.href ?? page.href, records[i]!))),
    rulesInForce(),
    planMap(),
  ]);
  const lookup = lookupOn(page.origin);
  const matches = await Promise.all(records.map((record) => matchRecord(record, lookup)));
  const ids = matches.map((match, i) => {
    if (match.state === 'matched') return match.partnerId;
    return match.state === 'none' ? (seen[i]?.partnerId ?? null) : null;
  });
  const partners = new Map(
    (await hitsOf([...new Set(ids.filter((id) => id !== null))])).map((hit) => [hit.id, hit]),
  );
  return records.map((record, i) => {
    const before = seen[i];
    const partner = partners.get(ids[i] ?? '');
    const now = missingFields(record, rules, {
      partnerType: partner?.type ?? null,
      plan: partner ? scopesOf(partner).flatMap((scope) => plans.get(scope) ?? []) : [],
    });
    const others = gapsLeft(before).filter(
      (gap) => !record.fields.some((field) => sameField(field.label, gap.label)),
    );
    const badge = {
      tone: partner?.tone ?? null,
      missing: now.length + others.length,
      flagged: openFlag(before) !== null,
    };
    return { ...badge, text: badgeText(badge) };
  });
}
