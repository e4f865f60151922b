/** The kind of a record by all words that are known, where the page's own reader was less sure. */
import { foldLabel } from '../labels';
import { kindOf } from '../nouns';
import type { PageField, PageRecord, RecordKind } from '../types';
import { filled, meaningOf } from './fields';

/** What a person is, which the word "title" may also mean. */
const JOB =
  /job|posi(tion|zione|tie)|puesto|cargo|function|funcao|funkcja|stanowisko|beruf|poste|functie|fonction|役職/i;

/** What says where a person is reached. */
const REACHED = /mail|phone|telef|tel$|mobil|handy/;

/** What only somebody's employer knows. */
const OF_STAFF =
  /\b(salary|salario|gehalt|salaire|stipendio|salaris|wynagrodzenie|hire date|hired|eintritt|admissao|fecha de ingreso|date d embauche|payroll)\b|給与|入社/;

/** Whether fields are those of somebody who is employed here. */
export const isStaff = (fields: readonly PageField[]): boolean =>
  fields.some(({ label }) => OF_STAFF.test(foldLabel(label)));

/** Whether any field says how a person is reached, what their job or their company is. */
export const isPerson = (fields: readonly PageField[]): boolean =>
  fields.some(
    (field) =>
      REACHED.test(foldLabel(field.label)) ||
      isJob(field) ||
      ['person', 'account', 'partner'].includes(meaningOf(field) ?? ''),
  );

/** What only a company has. */
const OF_COMPANY =
  /industr|branche|sector|settore|website|sito web|employe|mitarbeiter|vat|tax|registration|secteur|sitio/;

/** Whether a field says what a person's job is. */
export const isJob = ({ label }: Pick<PageField, 'label'>): boolean => JOB.test(foldLabel(label));

/** Whether a field says how a person is addressed, or what they do; a record of another kind may be called so. */
export const isTitle = ({ label }: Pick<PageField, 'label'>): boolean =>
  /^(title|titel|titre|titulo|titolo|tytul)$/.test(foldLabel(label));

/** Whether a field is called the state of a sale: "Lead status" of a project that is to be won. */
export const isSaleStatus = ({ label, key }: PageField): boolean =>
  [label, key].some((name) => {
    const words = foldLabel(name);
    return /status|stat(e|ut|o)|estado|stage/.test(words) && /opp|lead|deal|chance/.test(words);
  });

/** Why a sale was lost: a lead has no such field. */
const LOST =
  /^((lost|loss) reason|reason (for loss|lost)|verlustgrund|motivo (de|della) (la )?(perdida|perda|perdita)|motif de (la )?perte|reden (van )?verlies|verliesreden|powod (utraty|przegranej))|失注理由/;

/**
 * Some products call every sale a lead or a project, and persons and companies alike parties. What has an amount and a
 * day on which it is to close, or a reason why it was lost, is a sale.
 */
export function kindBy({ kind, fields }: PageRecord): RecordKind {
  const reached = fields.some(({ label }) => REACHED.test(foldLabel(label)));
  const ends = filled(fields, 'close') ?? fields.find(({ label }) => LOST.test(foldLabel(label)));
  if (kind === 'lead' && !reached && filled(fields, 'amount') && ends) return 'deal';
  if (kind === 'other' && filled(fields, 'amount') && fields.some(isSaleStatus)) return 'deal';
  const isCompany = fields.some(({ label }) => OF_COMPANY.test(foldLabel(label)));
  const hasJob = fields.some((field) => field.value && (isJob(field) || isTitle(field)));
  if (kind === 'account' && reached && !isCompany && hasJob) return 'contact';
  return kind;
}

/** Things in a CRM that are no sale, lead, company or person, though they may name a partner. */
const THINGS =
  /^(ticket|case|incident|request|conversation|article|factur|fatur|fattur|invoice|rechnung|campaign|kampan|campagn|campan|event|veranstalt|meeting|termin|reserva|booking|buchung|prenotaz|boeking|rezerwac|message|email|document|product|produkt|produit|user)/;

/** Whether a text is called for such a thing: "Case 991: login fails", "Campaign". */
export const isThing = (text: string): boolean => {
  const words = foldLabel(text);
  return THINGS.test(words) && kindOf(words.split(' ')[0]!) !== 'deal';
};

/** Labels of which such a thing has one, and no sale. */
const OF_THING =
  /^(case|ticket|incident|campaign|event|invoice|rechnungs?|meeting)( ?(number|no|name|id|type|date|datum|nummer))$|^(requester|organi[sz]er|severity|attendees|when)$/;

/** Whether one of a record's fields is that of such a thing. */
export const hasFieldOfThing = (fields: readonly PageField[]): boolean =>
  fields.some(({ label }) => OF_THING.test(foldLabel(label)));
