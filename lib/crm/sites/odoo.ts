/**
 * Odoo 16 to 18: the form in front, always editable, its values live in inputs. Lookups show a name and no id, and
 * notebook pages are only made when they are opened. `partner_id` is the customer: Odoo calls every company a partner.
 */
import { companyKind } from '../company';
import { controlsIn, isBare, query, seen, textOf } from '../dom';
import { type FieldRole, rolesOf } from '../labels';
import { asTold } from '../meaning';
import { defineAdapter, type FoundField, type FoundRecord, toField } from '../record';
import { pick, type Selectors, tried } from '../selectors';
import { odoo as sign } from '../signs';
import type { RecordKind } from '../types';

/** Of a path, however many breadcrumbs lead there: the last action or model, and the id behind it. */
const PATH = /\/(?:odoo|scoped_app)\/(?:.*\/)?([\w.-]+)\/(\d+)\/?$/;
const OURS = /^(crm(\.lead)?|contacts|res\.partner|customers)$/;

const ROLES: Record<string, FieldRole | null> = {
  partner_id: 'account',
  partner_name: 'account',
  commercial_partner_id: 'account',
  parent_id: 'account',
  partner_assigned_id: 'partner',
  user_id: 'owner',
  stage_id: 'stage',
  state: 'stage',
  expected_revenue: 'amount',
  amount_total: 'amount',
  date_deadline: 'close',
  company_id: null,
};

const selectors = {
  dialog: ['.o_dialog .modal', '.modal-dialog'],
  form: ['.o_form_view .o_form_renderer', '.o_form_view .o_form_sheet_bg', '.o_form_view'],
  field: ['.o_field_widget[name]'],
  /** Records of others inside the form, and the conversation beside it. */
  inner: [
    '.o_field_x2many,.o_list_renderer,.o_kanban_renderer,.o-mail-Chatter,.o_FormRenderer_chatterContainer',
  ],
  label: ['label.o_form_label[for]'],
  stage: ['.o_statusbar_status .o_arrow_button_current', '.o_statusbar_status [aria-checked=true]'],
  crumb: ['.o_last_breadcrumb_item', '.breadcrumb-item.active'],
  tag: ['.o_tag .o_tag_badge_text', '.o_tag'],
  page: ['.o_notebook_headers .nav-link:not(.active)', '.o_notebook .nav-tabs .nav-link:not(.active)'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'odoo',
  name: 'Odoo',
  evidence: 'B',
  checked: '2026-11-22',
  selectors,
  priority: 40,
  meaningOf: asTold,
  matches: (_url, doc) => !!query(doc, sign),
  find(doc, url) {
    const { id, ours } = routeOf(url);
    const dialogs = tried(doc, selectors.dialog, seen);
    for (const dialog of dialogs.reverse()) {
      // A dialog of a customer or deal is a record above the page; wizards and confirmations are not.
      const form = tried(dialog, selectors.form, seen)[0];
      const found = form && recordIn(dialog, form, null);
      if (found && found.kind !== 'other') return found;
    }
    const action = query(doc, '.o_action_manager') ?? doc.body;
    const form = tried(action, selectors.form, seen).findLast((one) => !one.closest('.modal'));
    // A new record has no id yet.
    if (!id) return { state: 'no-record' };
    if (!form && !isBare(action) && !ours) return { state: 'no-record' };
    if (!form && isBare(action)) return { state: 'pending' };
    const found = form && recordIn(doc, form, id);
    if (found) return found;
    return {
      state: 'unrecognised',
      crm: 'odoo',
      why: 'the record page shows neither its name nor its fields where they used to be',
    };
  },
  editTrigger: (_doc, { box }) => (box.matches(selectors.page.join()) ? box : null),
});

/** From the path of Odoo 18, or the fragment of those before: `#id=27&model=crm.lead&view_type=form`. */
function routeOf(url: URL): { id: string | null; ours: boolean } {
  const given = new URLSearchParams(url.hash.slice(1));
  const [, place = given.get('model') ?? '', id = given.get('id') ?? ''] = PATH.exec(url.pathname) ?? [];
  return { id: /^\d+$/.test(id) ? id : null, ours: OURS.test(place) };
}

/** @param page where breadcrumbs stand */
function recordIn(page: ParentNode & Node, form: HTMLElement, id: string | null): FoundRecord | null {
  const labels = new Map(
    tried(form, selectors.label).map((label) => [
      (label as HTMLLabelElement).htmlFor.replace(/_\d+$/, ''),
      textOf(label, 'sup'),
    ]),
  );
  const fields = tried(form, selectors.field)
    .filter((box) => !box.parentElement!.closest(selectors.inner.join()))
    .flatMap((box) => fieldOf(box, labels));
  const step = pick(form, selectors.stage);
  const bar = step && fields.find((field) => field.box.contains(step));
  if (step) {
    const shows = { value: textOf(step), state: 'value' } as const;
    if (bar) bar.shows = shows;
    else fields.push({ key: 'stage_id', label: 'Stage', box: step, role: 'stage', shows });
  }
  const named = fields.find((field) => field.key === 'name');
  const crumb = id ? tried(page, selectors.crumb, seen)[0] : undefined;
  const name = (named && toField(named).value) || (crumb ? textOf(crumb) : '');
  if (!name || fields.length < 2) return null;
  if (!fields.some((field) => field.role === 'partner' || rolesOf(field.label)[0] === 'partner'))
    fields.push(...unopened(form));
  return {
    kind: kindOf(fields),
    id,
    name,
    fields,
    editing: fields.some(({ box }) => !box.matches('.o_readonly_modifier') && controlsIn(box).length),
  };
}

/** The model is not on the page; its fields are. */
function kindOf(fields: FoundField[]): RecordKind {
  const has = (...keys: string[]) => keys.every((key) => fields.some((field) => field.key === key));
  if (has('expected_revenue') || has('recurring_revenue') || has('probability', 'stage_id')) return 'deal';
  if (has('partner_name', 'contact_name')) return 'lead';
  const person = fields.find((field) => field.key === 'company_type');
  if (!person && !has('category_id') && !has('is_company')) return 'other';
  if (person && query(person.box, 'input[data-value=person]:checked')) return 'contact';
  return companyKind(fields, /^category_id$/);
}

function fieldOf(box: HTMLElement, labels: ReadonlyMap<string, string>): FoundField[] {
  const key = box.getAttribute('name')!;
  const tags = tried(box, selectors.tag).map((tag) => textOf(tag));
  // Buttons and pictures that Odoo places like fields.
  if (!labels.has(key) && !(key in ROLES) && key !== 'name' && !tags.length && !controlsIn(box).length)
    return [];
  return [
    {
      key,
      label: labels.get(key) ?? spoken(key),
      box,
      required: box.classList.contains('o_required_modifier'),
      // Its own names with "partner" in them are the customer's.
      role: key in ROLES ? ROLES[key] : /^partner_/.test(key) ? null : undefined,
      shows: tags.length ? { value: tags.join(', '), state: 'value' } : undefined,
    },
  ];
}

/** `company_type`, a field without a label, is "Company type". */
const spoken = (key: string): string =>
  key[0]!.toUpperCase() +
  key
    .slice(1)
    .replace(/_ids?$/, '')
    .replaceAll('_', ' ');

/** The page of the partner that was not opened yet: its field is there, and what it holds is not known. */
function unopened(form: HTMLElement): FoundField[] {
  const header = tried(form, selectors.page, seen).find((page) => rolesOf(textOf(page))[0] === 'partner');
  if (!header) return [];
  const shows = { value: '', state: 'absent' } as const;
  return [{ key: 'partner_assigned_id', label: textOf(header), box: header, role: 'partner', shows }];
}
