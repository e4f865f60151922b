/** From the fields that an adapter found on the page to the record that it is. Every adapter is built with this. */
import {
  controlsIn,
  forgetShadows,
  INITIALS,
  ownText,
  query,
  type ReadValue,
  readValue,
  seen,
  textOf,
  toggleFor,
  visible,
} from './dom';
import { type FieldRole, rolesOf } from './labels';
import type { Sliced } from './slices';
import type {
  CrmAdapter,
  FieldPlace,
  NameClues,
  PageField,
  PageReading,
  PageRecord,
  PartnerMention,
  RecordKind,
} from './types';
import { isId, refOf } from './url';

/** A field's place on the page. */
export interface FoundField extends FieldPlace {
  key: string;
  label: string;
  /** Label elements inside the box, so that they are no part of the value. */
  labelSelector?: string;
  required?: boolean;
  /** What it means, where the adapter knows better than the words of key and label; null for nothing. See `asTold`. */
  role?: FieldRole | null;
  /** What it shows, where the adapter knows better than its text: one state out of several words, a stand-in. */
  shows?: ReadValue;
}

/** What an adapter found: one record. */
export interface FoundRecord {
  kind: RecordKind;
  id: string | null;
  name: string;
  fields: FoundField[];
  editing: boolean;
  /** What its name is to be told by, where the reader does not know it: see `reviewed`. */
  clues?: NameClues;
  /** Default 1. */
  confidence?: number;
  /** Partner and account that the page names outside its fields. */
  partner?: PartnerMention | null;
  account?: PageRecord['account'];
}

export type Found = FoundRecord | Exclude<PageReading, { state: 'record' }>;

export interface AdapterParts extends Omit<CrmAdapter, 'read'> {
  find(doc: Document, url: URL): Found | Sliced<Found>;
  /** Id of the record that a link leads to, when the shared way does not find it. */
  linkId?(href: string): string | null;
  /** What a field means, where not just its label tells. */
  meaningOf?(field: FoundField): readonly FieldRole[];
}

/** Where a reading was read. Kept beside it, since a reading is data that is sent on. */
const places = new WeakMap<PageReading, { fields: readonly FoundField[]; around: readonly Element[] }>();

/** The elements that a reading was made of: its fields, and the headings of the page; none without a record. */
export function placesOf(reading: PageReading): readonly Element[] {
  const { fields = [], around = [] } = places.get(reading) ?? {};
  return [...fields.map(({ box }) => box), ...around];
}

/** A field of a reading, where it was read. */
export function fieldOf(reading: PageReading, key: string): FieldPlace | undefined {
  const fields = places.get(reading)?.fields.filter((one) => one.key === key) ?? [];
  const field = fields.find((one) => visible(one.box)) ?? fields[0];
  return field && { ...field, input: controlsIn(field.value ?? field.box)[0] };
}

/** Completes an adapter: `read` never throws. */
export function defineAdapter(parts: AdapterParts): CrmAdapter {
  return {
    ...parts,
    *read(doc, url) {
      try {
        forgetShadows();
        const work = parts.find(doc, url);
        const found = 'next' in work ? yield* work : work;
        if (!('fields' in found)) return found;
        const reading = yield* toReading(parts, found);
        places.set(reading, { fields: found.fields, around: [...doc.querySelectorAll('h1')] });
        return reading;
      } catch (error) {
        return { state: 'unrecognised', crm: parts.id, why: `reading failed: ${(error as Error).message}` };
      }
    },
  };
}

/** Reads a field where it stands. In a collapsed section it can be read; in an unopened tab it counts as absent. */
export function toField(found: FoundField): PageField {
  const { key, label, box, value, labelSelector, required, shows } = found;
  const where = value ?? box;
  const toggle = visible(where) ? undefined : toggleFor(where);
  const away = toggle === null || toggle?.matches('[role=tab]');
  const read = away
    ? ({ value: '', state: 'absent' } as const)
    : (shows ?? readValue(where, value ? '' : labelSelector));
  return {
    key,
    label,
    ...read,
    required:
      !!required ||
      controlsIn(where).some((control) =>
        control.matches('[required],[aria-required=true],[data-required=true]'),
      ),
  };
}

/** What a field means by its label, else by its key. */
export const byLabel = ({ key, label }: FoundField): readonly FieldRole[] =>
  rolesOf(rolesOf(label).length ? label : key);

/** A link that leads somewhere; others only clear the field or open something. */
const LINK = 'a[href]:not([href="#"],[href^=javascript],[href^=mailto],[href^=tel])';

function* toReading(parts: AdapterParts, found: FoundRecord): Sliced<PageReading> {
  const { kind, id, name, editing } = found;
  const byKey = new Map<string, PageField>();
  const byRole = new Map<FieldRole, readonly [PageField, FoundField]>();
  for (const one of found.fields) {
    // The same field may stand in a header, a card and an unopened tab: the first that can be read counts.
    const before = byKey.get(one.key);
    if (before && before.state !== 'absent') continue;
    yield;
    const field = toField(one);
    if (before && field.state === 'absent') continue;
    byKey.set(one.key, field);
    for (const role of parts.meaningOf?.(one) ?? byLabel(one)) {
      const [first] = byRole.get(role) ?? [];
      // A filled field stands before an empty one of the same meaning, and a customer before one's own "Company".
      if (!first?.value || (field.value && first.label === 'Company' && /^C[lu]/.test(field.label)))
        byRole.set(role, [field, one]);
    }
  }
  const shown = (role: FieldRole) => byRole.get(role)?.[0].value || null;
  const mention = (role: FieldRole) => {
    const [field, place] = byRole.get(role) ?? [];
    if (!field?.value) return null;
    const box = place!.value ?? place!.box;
    const link = box.matches(LINK) ? box : seen(box, '*').find((el) => el.matches(LINK) || idOfData(el));
    const text = (link && textOf(link)) || field.value;
    const name = nameIn(link ?? box, text.replace(INITIALS, ''));
    return {
      name,
      id: idIn(parts, box, link),
      field: field.label,
    };
  };
  const fields = [...byKey.values()];
  // A record whose partner, or most of it, is still loading is not yet one without a partner.
  const waiting = fields.filter((field) => field.state === 'pending').length;
  if (byRole.get('partner')?.[0].state === 'pending' || waiting * 2 > fields.length)
    return { state: 'pending' };

  const named = mention('partner');
  const customer = mention('account');
  const record: PageRecord = {
    crm: parts.id,
    kind,
    id,
    name,
    stage: shown('stage') ?? shown('status'),
    amount: shown('amount'),
    owner: (shown('owner') ?? shown('manager'))?.replace(INITIALS, '') ?? null,
    partner:
      kind === 'partner'
        ? { name, id, field: '', basis: 'self' }
        : (found.partner ?? (named && { ...named, basis: 'partner-field' })),
    account:
      kind === 'partner' || kind === 'account'
        ? { name, id, domain: null }
        : (found.account ?? (customer && { name: customer.name, id: customer.id, domain: null })),
    fields,
    confidence: found.confidence ?? 1,
    editing,
  };
  if (found.clues) record.clues = found.clues;
  return { state: 'record', record };
}

/** What breaks a value into lines, and badges. */
const LINES = 'br,div,p,li,[class*=badge],[class*=chip],[class*=tag]';

/** The first of several lines, or what badges and hints stand behind. */
function nameIn(box: Element, value: string): string {
  const [only, more] = [...box.children].filter(({ textContent }) => textContent!.trim());
  const own = ownText(box);
  if (only && !more && !own) return nameIn(only, value);
  const first = only && query(box, LINES) ? nameIn(only, textOf(only)) : own;
  return [own, first].find((text) => text && value.startsWith(`${text} `)) ?? value;
}

/** Record id in a data attribute; some CRMs put the name of a control there. */
const idOfData = ({ dataset: { recordId, idValue, id } }: HTMLElement): string | null =>
  [recordId, idValue, id].find((text) => text && isId(text)) ?? null;

/** Record id that a lookup's value leads to: a data attribute, a link, or the hidden input beside an edit control. */
function idIn(parts: AdapterParts, box: HTMLElement, link: HTMLElement | undefined): string | null {
  if (link) {
    const href = link.getAttribute('href') ?? '';
    return idOfData(link) ?? parts.linkId?.(href) ?? refOf(link as HTMLAnchorElement).id;
  }
  const keeps = 'input[type=hidden],select';
  const hidden = (box.matches(keeps) ? box : query(box, keeps)) as HTMLInputElement | null;
  return hidden && isId(hidden.value) ? hidden.value : null;
}
