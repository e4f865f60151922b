/** What the teaching card shows. Everything in it comes from the page itself or from what the person taught there. */
import type { Lesson } from '../../crm/taught/lesson';
import { h, onTrusted } from './card';

export interface Row {
  name: string;
  found: boolean;
  label: string;
  value: string;
  onPoint?: () => void;
  onRemove?: () => void;
  /** Set where the field is not found: whether that is no trouble. */
  optional?: boolean | undefined;
  onOptional?: (optional: boolean) => void;
}

const KINDS: Readonly<Record<Lesson['kind'], string>> = {
  deal: 'Deal or opportunity',
  lead: 'Lead',
  account: 'Account or company',
  partner: 'Partner',
  contact: 'Contact',
};

function button(
  doc: Document,
  name: string,
  text: string,
  kind: string,
  work: () => void,
): HTMLButtonElement {
  const element = h(doc, 'button', { type: 'button', class: kind, 'data-name': name }, text);
  onTrusted(element, 'click', work);
  return element;
}

function line(doc: Document, row: Row): HTMLElement {
  const { name, found, label, value } = row;
  const shown = h(doc, 'span', { class: 'value' });
  if (found) shown.append(value || 'empty', ...(label && label !== name ? [h(doc, 'small', {}, label)] : []));
  else shown.append(h(doc, 'span', { class: 'soft' }, row.onOptional ? 'not found' : '–'));
  const item = h(doc, 'li', {}, h(doc, 'span', {}, name), shown);
  if (row.onPoint) {
    const text = found ? 'Change' : 'Point at it';
    const point = button(doc, `point ${name}`, text, '', row.onPoint);
    point.setAttribute('aria-label', `${text}: ${name}`);
    item.append(point);
  }
  if (row.onRemove) {
    const remove = button(doc, `remove ${name}`, 'Remove', 'quiet', row.onRemove);
    remove.setAttribute('aria-label', `Remove: ${name}`);
    item.append(remove);
  }
  if (!found && row.onOptional && row.optional !== undefined) {
    const { onOptional } = row;
    const box = h(doc, 'input', { type: 'checkbox', 'data-name': `optional ${name}` });
    box.checked = row.optional;
    onTrusted(box, 'change', () => onOptional(box.checked));
    item.append(h(doc, 'label', { class: 'more' }, box, 'Not every record shows it'));
  }
  return item;
}

export interface FirstView {
  kind: Lesson['kind'];
  rows: readonly Row[];
  problem: string;
  ready: boolean;
  onKind(kind: Lesson['kind']): void;
  onAdd(): void;
  onNext(): void;
  onLeave(): void;
}

export function firstView(doc: Document, view: FirstView): Node[] {
  const select = h(doc, 'select', { 'data-name': 'kind' });
  for (const [kind, text] of Object.entries(KINDS)) select.append(h(doc, 'option', { value: kind }, text));
  select.value = view.kind;
  onTrusted(select, 'change', () => view.onKind(select.value as Lesson['kind']));
  const next = button(doc, 'next', 'Test on a second record', 'main', view.onNext);
  next.disabled = !view.ready;
  return [
    h(doc, 'h1', {}, 'Teach this site'),
    h(
      doc,
      'p',
      { class: 'soft' },
      'Show where the fields of this record are. One is enough; the partner matters most.',
    ),
    h(doc, 'label', {}, 'This is a', select),
    h(doc, 'ul', {}, ...view.rows.map((row) => line(doc, row))),
    ...(view.problem ? [h(doc, 'p', { class: 'problem', role: 'alert' }, view.problem)] : []),
    h(doc, 'div', {}, button(doc, 'add', 'Add a field that must be filled', '', view.onAdd)),
    h(doc, 'div', { class: 'actions' }, button(doc, 'leave', 'Leave', 'quiet', view.onLeave), next),
  ];
}

export interface SecondView {
  title: string;
  text: string;
  rows: readonly Row[];
  save: { label: string; ready: boolean; onSave(): void } | null;
  onLeave(): void;
}

export function secondView(doc: Document, { title, text, rows, save, onLeave }: SecondView): Node[] {
  const actions = h(doc, 'div', { class: 'actions' }, button(doc, 'leave', 'Leave', 'quiet', onLeave));
  if (save) {
    const keep = button(doc, 'save', save.label, 'main', save.onSave);
    keep.disabled = !save.ready;
    actions.append(keep);
  }
  return [
    h(doc, 'h1', {}, title),
    h(doc, 'p', { class: 'soft' }, text),
    ...(rows.length ? [h(doc, 'ul', {}, ...rows.map((row) => line(doc, row)))] : []),
    actions,
  ];
}

export function noticeView(doc: Document, title: string, text: string, onClose: () => void): Node[] {
  return [
    h(doc, 'h1', {}, title),
    h(doc, 'p', { class: 'soft' }, text),
    h(doc, 'div', { class: 'actions' }, button(doc, 'close', 'Close', 'main', onClose)),
  ];
}
