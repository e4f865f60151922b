/** Values that say that there is none. */
import { english, plain } from '../labels';

const NOTHING =
  /^(set|select|add|choose|enter) .*\.{3}$|^click to |^[-–—_+.(<[\s]*(null|leeg|keine?|aucune?|unassigned|geen|brak( danych)?|(sin|no|keine?|aucun|geen|brak|add|nessun)( an?)? (data|\w*part\w*|angab\w*|socio|value)( (found|linked).*)?|((please|bitte) )?(kies|search|choose|pick|wybierz|all|sele(ct|\w+[aerz])|wahlen)( .*(par[ct]|value|one)\w*)?|(sin|non|nicht|not?|nao|niet) (yet )?(e?spe[cz]if|angeg|toegew|avail|set|selec|ingev|applic|informad|geset|rensei|provid|ass?[ie]gn|zuge|festg|defini|ausge)\w*( yet)?|none|(.*field is )?(empty|required)|n[./]?[adv]|nessun[oa]?|nie (poda|przypisa)no|k\. ?a|vacio|vuoto|vazio|vide|nenhuma?|ningun[oa]|leer)?[-–—_.)>\]\s]*$/;

/** Ways in which CRMs write "nothing": "", "--", "—", "None", "-None-", "--None--", "Not set" and the like. */
export const saysNothing = (text: string): boolean => text.length < 99 && NOTHING.test(english(plain(text)));
