/** Values in a company's place that name no company. */
import { plain } from '../labels';
import { foldText } from './fold';

/** "Is partner: yes", a sign, a figure, where a matter stands, an address, a question, a rank. */
const NOBODY =
  /^(https?:.*|pending|nein|non|si|false|on|sim|nee|off|.*\?|direct|yes|tak|done|unknown|oui|(loading)?\P{L}+|open|no|true|nao|nie|ja|approved|requested|sourced|influenced|signed|active|(premier|gold|silver|bronze|platinum|certified|authori[sz]ed|registered) partner)$/u;

/** A sale without a partner. */
const DIRECT =
  /^(direct(e|a|o)? ?(sales?|deal|business|customer)|direkt(vertrieb|geschaft|kunde|verkauf)|vente directe|venta directa|venda direta|vendita diretta|directe verkoop|sprzedaz bezposrednia)$/;

/** What the next field is called, where nothing stands in this one. */
const LABEL =
  /^(deal |sales )?(stage|phase|status|amount|value|owner|close date|stufe|betrag|wert|inhaber|zustandig|abschlussdatum|etape|montant|proprietaire|date de cloture|etapa|fase|importe|valor|propietario|fecha de cierre|proprietario|responsavel|data de fechamento|importo|valore|data di chiusura|bedrag|waarde|eigenaar|sluitingsdatum|etap|kwota|wartosc|wlasciciel|data zamkniecia)$/;

/** "3 open deals", or a sentence. */
const WORDY = /^\d+ \p{Ll}|( \p{Ll}+){4}|\p{Ll}{4}\.$| \p{Ll}{3,} \p{Ll}{2,}\.$/u;

/** What an entry of a history says of somebody. */
const HAPPENED =
  /\b(removed|deleted|changed|entfernt|geloscht|supprime|eliminado|removido|rimosso|verwijderd|usuniet[ya])\b|を?(削除|変更)$/;

/** Parts of a site, each as a whole: a company may be called "Tower Partners" or "Personio". */
const PART =
  /^(deals|opportunities|leads|contacts|accounts|partners|companies|organi[sz]ations|activities|tasks|reports|geschafte|verkaufschancen|kontakte|firmen|unternehmen|affaires|opportunites|comptes|societes|negocios|oportunidades|contactos|contatos|cuentas|contas|empresas|opportunita|trattative|contatti|aziende|kansen|verkoopkansen|contacten|bedrijven|szanse|kontakty|firmy|案件|商談|取引先|連絡先|会社)$/;

/** Not decided yet, in the words of those who write it by hand. */
const UNDECIDED =
  /^(nobody|no one|niemand|personne|nadie|ninguem|nessuno|nikt|ingen|nikdo|kimse|tb[acd]|to be (determined|defined|decided|confirmed|assigned)|none yet|not yet|noch (offen|unklar|zu \w+|nicht \w+)|wird noch \w+|offen|(a|por|da|per) (definir|definire|determiner|determinar|preciser|confirmer|confirmar)|nog (te bepalen|onbekend|niet \w+)|do (ustalenia|uzupelnienia)|未割り?当て?)$/;

/** Whether a value in the place of a partner or an account says that it is still open who that is. */
export const isUndecided = (value: string): boolean => UNDECIDED.test(foldText(value));

/** Whether a value in the place of a partner or an account names nobody. */
export function namesNobody(value: string): boolean {
  const text = foldText(value);
  const isNone = [NOBODY, DIRECT, HAPPENED, UNDECIDED, LABEL].some((words) => words.test(text));
  return isNone || WORDY.test(value) || PART.test(plain(value));
}
