/** From the fields that an adapter found on the page to the record that it is. Every adapter is built with this. */
import { controlsIn, isRequiredMark, query, readValue, textOf, toggleFor, visible } from './dom';
import { type FieldRole, rolesOf } from './labels';
import type {
  CrmAdapter,
  FieldHandle,
  PageField,
  PageReading,
  PageRecord,
  PartnerMention,
  RecordKind,
} from './types';
import { idOfLink, isId } from './url';

/** A field's place on the page. */
export interface FoundField {
  key: string;
  label: string;
  /** The whole field: what is scrolled to and marked. */
  box: HTMLElement;
  /** Where the value stands; the box when not given. */
  value?: HTMLElement | null;
  /** Label elements inside the box, so that they are no part of the value. */
  labelSelector?: string;
  required?: boolean;
  /** When the page shows the value in a way that cannot be read from the element. */
  read?: Pick<PageField, 'value' | 'state'>;
}

/** What an adapter found: one record. */
export interface FoundRecord {
  kind: RecordKind;
  id: string | null;
  name: string;
  fields: FoundField[];
  editing: boolean;
  /** Default 1. */
  confidence?: number;
  /** Partner and account that the page names outside its fields. */
  partner?: PartnerMention | null;
  account?: PageRecord['account'];
}

export type Found = FoundRecord | Exclude<PageReading, { state: 'record' }>;

const isRecord = (found: Found): found is FoundRecord => 'fields' in found;

export interface AdapterParts
  extends Pick<CrmAdapter, 'id' | 'name' | 'evidence' | 'checked' | 'priority' | 'matches'> {
  find(doc: Document, url: URL): Found;
  /** Id of the record that a value links to, when the shared way does not find it. */
  linkId?(link: HTMLElement, url: URL): string | null;
  /** What brings the page, or this field, into edit mode. */
  editTrigger?(doc: Document, field: FoundField): HTMLElement | null;
  /** The CRM's machine names are more telling than its labels, which may be translated. */
  keysFirst?: boolean;
}

/** Completes an adapter: `read` never throws, and `locate` finds fields by the very code that read them. */
export function defineAdapter(parts: AdapterParts): CrmAdapter {
  const { id, name, evidence, checked, priority } = parts;
  const fieldsOf = (doc: Document, url: URL): FoundField[] => {
    const found = parts.find(doc, url);
    return isRecord(found) ? found.fields : [];
  };
  return {
    id,
    name,
    evidence,
    checked,
    priority,
    matches: parts.matches,
    read(doc, url) {
      try {
        const found = parts.find(doc, url);
        return isRecord(found) ? toReading(parts, found, url) : found;
      } catch (error) {
        return { state: 'unrecognised', crm: id, why: `reading failed: ${(error as Error).message}` };
      }
    },
    locate(doc, url, key) {
      try {
        const field = fieldsOf(doc, url).find((candidate) => candidate.key === key);
        return field ? handleOf(parts, doc, field) : null;
      } catch {
        return null;
      }
    },
  };
}

function handleOf(parts: AdapterParts, doc: Document, field: FoundField): FieldHandle {
  const input = controlsIn(field.value ?? field.box)[0] ?? null;
  const trigger = visible(field.box)
    ? input
      ? null
      : (parts.editTrigger?.(doc, field) ?? null)
    : toggleFor(field.box);
  return { element: field.box, input, reveal: trigger && (() => trigger.click()) };
}

/** Reads a field where it stands. In a collapsed section it can be read; in an unopened tab it counts as absent. */
export function toField(found: FoundField): PageField {
  const { key, label, box, value, labelSelector } = found;
  const where = value ?? box;
  let read = found.read;
  if (!read) {
    const toggle = visible(where) ? undefined : toggleFor(where);
    const away = toggle === null || toggle?.matches('[role=tab]');
    read = away ? { value: '', state: 'absent' } : readValue(where, value ? undefined : labelSelector);
  }
  const required =
    found.required ||
    controlsIn(where).some((control) => control.matches('[required],[aria-required=true]')) ||
    [...(labelSelector ? box.querySelectorAll(labelSelector) : [])].some(isRequiredMark);
  return { key, label, ...read, required };
}

/** A record whose partner, or most of it, is still loading is not yet one without a partner. */
function toReading(parts: AdapterParts, found: FoundRecord, url: URL): PageReading {
  const { kind, id, name, editing } = found;
  const byKey = new Map<string, PageField>();
  const byRole = new Map<FieldRole, { field: PageField; found: FoundField }>();
  for (const one of found.fields) {
    // The same field may stand in a header, a card and an unopened tab: the first that can be read counts.
    const before = byKey.get(one.key);
    if (before && before.state !== 'absent') continue;
    const field = toField(one);
    if (before && field.state === 'absent') continue;
    byKey.set(one.key, field);
    const [first, second] = parts.keysFirst ? [one.key, one.label] : [one.label, one.key];
    const roles = rolesOf(first);
    for (const role of roles.length > 0 ? roles : rolesOf(second)) {
      // A filled field stands before an empty one of the same meaning.
      const known = byRole.get(role);
      if (!known || (known.field.state !== 'value' && field.state === 'value'))
        byRole.set(role, { field, found: one });
    }
  }
  const shown = (role: FieldRole) => byRole.get(role)?.field.value || null;
  const mention = (role: FieldRole) => {
    const entry = byRole.get(role);
    if (entry?.field.state !== 'value') return null;
    const box = entry.found.value ?? entry.found.box;
    const link = [
      ...box.querySelectorAll<HTMLElement>('a[href],[data-id],[data-id-value],[data-record-id]'),
    ].find(visible);
    const text = link ? textOf(link) : '';
    return {
      name: text || entry.field.value,
      id: idIn(parts, box, link ?? null, url),
      field: entry.field.label,
    };
  };
  const named = mention('partner');
  const owner = mention('account');
  const self = kind === 'account' || kind === 'partner';
  const domain = shown('website') ?? (self ? (shown('email')?.split('@')[1] ?? null) : null);
  const account = found.account ?? (owner ? { name: owner.name, id: owner.id, domain: null } : null);
  let partner: PartnerMention | null = found.partner ?? (named ? { ...named, basis: 'partner-field' } : null);
  if (kind === 'partner') partner = { name, id, field: '', basis: 'self' };
  const fields = [...byKey.values()];
  const waiting = fields.filter((field) => field.state === 'pending').length;
  if (byRole.get('partner')?.field.state === 'pending' || waiting * 2 > fields.length)
    return { state: 'pending' };
  const record: PageRecord = {
    crm: parts.id,
    kind,
    id,
    name,
    stage: shown('stage') ?? shown('status'),
    amount: shown('amount'),
    owner: shown('owner'),
    partner,
    account: self ? { name, id, domain } : account,
    fields,
    confidence: found.confidence ?? 1,
    editing,
  };
  return { state: 'record', record };
}

/** Record id that a lookup's value leads to: a data attribute, a link, or the hidden input beside an edit control. */
function idIn(parts: AdapterParts, box: HTMLElement, link: HTMLElement | null, url: URL): string | null {
  if (link) {
    const { idValue, recordId, id } = link.dataset;
    const href = link.getAttribute('href');
    return recordId || idValue || id || parts.linkId?.(link, url) || (href ? idOfLink(href, url.href) : null);
  }
  const hidden = query(box, 'input[type=hidden],select') as HTMLInputElement | null;
  return hidden && isId(hidden.value) ? hidden.value : null;
}
