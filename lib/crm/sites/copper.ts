/**
 * Copper: records open in a panel over a list or board, and stand in the address behind its `#`. The panel has no
 * heading; values stand in inputs, labels are tied to nothing, and a prompt ("Add Owner") may be all the label there is.
 */
import { companyKind } from '../company';
import { controlsIn, elementsIn, isBare, seen, squeeze, visible } from '../dom';
import { foldLabel } from '../labels';
import { pairsIn } from '../pairs';
import { defineAdapter, type FoundField } from '../record';
import { type Selectors, tried } from '../selectors';
import { whole } from '../slices';
import type { RecordKind } from '../types';

const HOST = /^app\.copper\.com$/;
const PROFILE = /[?&]fullProfile=([a-z]+)-(\d+)/;
/** Short forms, which lead to the ones above. */
const SHORT = /#\/(contact|person|company|organization|opportunity|deal|lead)\/(\d+)/;
const KINDS: Record<string, RecordKind> = {
  people: 'contact',
  person: 'contact',
  contact: 'contact',
  companies: 'account',
  company: 'account',
  organization: 'account',
  opportunities: 'deal',
  opportunity: 'deal',
  deal: 'deal',
  leads: 'lead',
  lead: 'lead',
};

const selectors = {
  panel: ['[class*=EntityFullProfileFrame-fullProfile]', '[class*=FullProfile]:not(a)'],
  name: ['input[placeholder="Add Name"],textarea[placeholder="Add Name"]', 'input,textarea'],
  feed: ['[class*=ActivityLogList]', '[class*=ActivityList]'],
  spinner: ['.LoadingIcon', '.CircleSpinner'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'copper',
  name: 'Copper',
  evidence: 'B',
  checked: '2026-11-22',
  selectors,
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const [, word = '', id] = routeOf(url.href) ?? [];
    const kind = KINDS[word];
    if (!kind || !id) return { state: 'no-record' };
    const panel = tried(doc, selectors.panel, seen)[0];
    const input = panel && (tried(panel, selectors.name, seen)[0] as HTMLInputElement | undefined);
    const name = squeeze(input?.value);
    if (!panel || !name) {
      if (isBare(panel ?? doc.body, selectors.spinner.join())) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'copper',
        why: 'the profile has no name where it used to be',
      };
    }
    const fields = fieldsIn(panel);
    return {
      kind: kind === 'account' ? companyKind(fields, /^contact type$/) : kind,
      id,
      name,
      fields,
      // Every value stands in an input: only the one in use is being edited.
      editing:
        !!doc.activeElement &&
        panel.contains(doc.activeElement) &&
        doc.activeElement.matches('input,textarea'),
    };
  },
  linkId: (href) => routeOf(href)?.[2] ?? null,
});

const routeOf = (href: string): RegExpExecArray | null => PROFILE.exec(href) ?? SHORT.exec(href);

const VERB = /^(add|ajouter|agregar|añadir|adicionar|aggiungi|dodaj) +| +(hinzufügen|toevoegen)$/i;

/** Labelled values, then inputs that only their prompt describes: "Add Company". */
function fieldsIn(panel: HTMLElement): FoundField[] {
  const elements = elementsIn(panel, (el) => el.matches(selectors.feed.join()) || !visible(el));
  const fields = whole(pairsIn(elements));
  const known = new Set(fields.flatMap(({ value, box }) => controlsIn(value ?? box)));
  for (const el of elements) {
    const prompt = el.getAttribute('placeholder') ?? '';
    const label = prompt.replace(VERB, '');
    if (known.has(el) || label === prompt || controlsIn(el)[0] !== el) continue;
    fields.push({ key: foldLabel(label), label, box: el, value: el });
  }
  return fields;
}
