/** Values in a company's place that name no company. */
import { english, plain } from '../labels';

/** "Is partner: yes", a sign, a figure, where a matter stands, an address, a question. */
const NOBODY =
  /^(https?:.*|pending|nein|non|si|false|on|sim|nee|off|.*\?|direct|yes|tak|done|unknown|oui|(loading)?\P{L}+|open|no|true|nao|nie|ja|approved)$/u;

/** "3 open deals", or a sentence. */
const WORDY = /^\d+ \p{Ll}|( \p{Ll}+){4}/u;

/** Whether a value in the place of a partner or an account names nobody. */
export const namesNobody = (value: string): boolean =>
  NOBODY.test(english(plain(value))) || WORDY.test(value);
