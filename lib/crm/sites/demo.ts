/** The demonstration CRM of this repository: on any host, told by `<html data-app="demo-crm">`. */
import { deepQueryAll, query, textOf, visible } from '../dom';
import { defineAdapter, type FoundField } from '../record';
import type { RecordKind } from '../types';

const ROUTE = /\/(deals|partners)\/([^/?#]+)(\/edit)?\/?$/;
const KINDS: Record<string, RecordKind> = { deals: 'deal', partners: 'partner' };

export const adapter = defineAdapter({
  id: 'demo',
  name: 'Demo CRM',
  evidence: 'A',
  checked: '2026-11-21',
  priority: 100,
  matches: (_url, doc) => doc.documentElement.dataset.app === 'demo-crm',
  find(doc, url) {
    const route = ROUTE.exec(url.hash.startsWith('#/') ? url.hash.split('?')[0]! : url.pathname);
    if (!route || /^(board|list|new)$/.test(route[2]!)) return { state: 'no-record' };
    const [, list, id] = route as unknown as [string, string, string];
    const kind = KINDS[list]!;
    const noun = list.slice(0, -1);
    const root = [
      ...deepQueryAll(doc, `form[data-edit="${noun}"]`),
      ...deepQueryAll(doc, `[data-view="${noun}"][data-record-id]`),
    ].find(visible);
    if (!root) {
      const shown = deepQueryAll(doc, 'main[data-view]').find(visible)?.dataset.view;
      if (shown === 'missing') return { state: 'no-record' };
      if (shown !== noun) return { state: 'pending' };
      return { state: 'unrecognised', crm: 'demo', why: `no ${noun} with a record id is on the page` };
    }
    const holder = root.closest<HTMLElement>('[data-record-id]') ?? root;
    // The address changes before the page does.
    if (holder.dataset.recordId && holder.dataset.recordId !== decodeURIComponent(id))
      return { state: 'pending' };
    if (holder.matches('[aria-busy=true]')) return { state: 'pending' };
    const editing = root.tagName === 'FORM';
    const fields = editing ? editFields(root) : viewFields(root);
    const title = query(root, 'h1') ?? query(holder, 'h1') ?? query(doc, 'h1');
    const input = editing ? (query(root, '[name=name]') as HTMLInputElement | null) : null;
    const name = input?.value || (title ? textOf(title) : '');
    if (!name && fields.length === 0) return { state: 'pending' };
    return { kind, id: decodeURIComponent(id), name, fields, editing };
  },
  editTrigger: (doc) =>
    deepQueryAll(doc, 'main a[href$="/edit"],main [data-action=edit]').find(visible) ?? null,
});

function viewFields(root: HTMLElement): FoundField[] {
  return deepQueryAll(root, '[data-field]').map((box) => {
    const label = query(box, '.label');
    return {
      key: box.dataset.field!,
      label: label ? textOf(label, '.required') : box.dataset.field!,
      box,
      value: query(box, '.value'),
      required: !!query(box, '.required'),
    };
  });
}

function editFields(root: HTMLElement): FoundField[] {
  return deepQueryAll(root, 'label[for]').flatMap((label) => {
    const control = deepQueryAll(root, 'input,select,textarea').find(
      (one) => one.id === (label as HTMLLabelElement).htmlFor,
    );
    const key = control?.getAttribute('name');
    if (!control || !key) return [];
    const box = label.closest<HTMLElement>('.field') ?? label.parentElement!;
    return [
      { key, label: textOf(label, '.required'), box, value: control, required: !!query(label, '.required') },
    ];
  });
}
