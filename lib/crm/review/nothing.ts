/** Values that say that there is none. */
import { foldText } from './fold';

const NOTHING =
  /^(set|select|add|choose|enter) .*\.{3}$|^click to |^[-–—_+.(<[\s]*(null|leeg|keine?|aucune?|unassigned|geen|brak( danych)?|(sin|no|keine?|aucun|geen|brak|add|nessun)( an?)? (data|\w*part\w*|angab\w*|socio|value)( (found|linked).*)?|((please|bitte) )?(kies|search|choose|pick|wybierz|all|sele(ct|\w+[aerz])|wahlen)( .*(par[ct]|value|one)\w*)?|(sin|non|nicht|not?|nao|niet) (yet )?(e?spe[cz]if|angeg|toegew|avail|set|selec|ingev|ingest|gekoz|gewahl|impost|scelt|escolh|elegi|choisi|applic|informad|geset|rensei|provid|ass?[ie]gn|zuge|festg|defini|ausge)\w*( yet)?|none|(.*field is )?(empty|required)|n[./]?[adv]|nessun[oa]?|nie (poda|przypisa)no|k\. ?a|vacio|vuoto|vazio|vide|nenhuma?|ningun[oa]|leer)?[-–—_.)>\]\s]*$/;

/** The same, and what asks for a value, in the words of other products. */
const MORE =
  /^(nobody( in particular)?|(type|start typing|begin typing) to (search|select).*|no [\w -]*(assigned|selected|linked|set)|(.* )?(ist leer|est vide|esta vaci[oa]|esta vazio|e vuoto|is leeg|jest puste)|keine daten|kein(e|en)? [\w-]+ (zugewiesen|ausgewahlt|hinterlegt)|nicht zutreffend|entfallt|[\w-]+ (hinzufugen|auswahlen|zuweisen)|sans objet|non applicable|no aplica|nao se aplica|non applicabile|niet van toepassing|n\.?v\.?t\.?|nie dotyczy|(seleccion[ea]r?|selecion[ea]r?|elij[ae]|escolha|selezion[ae]|choisi(r|ssez)|kies|wybierz) (un|una|um|uma|une|een|el|le|la)?\b ?[\w ]*|(sem|sin|senza|sans|zonder|ohne|bez) (parceiro|socio|partner\w*|partenaire|partnera)|(dodaj|agregar|anadir|adicionar|ajouter|aggiungi|add) (un |una |um |an? )?(partner\w*|socio|parceiro|partenaire)|(該当|設定|登録) ?(none|no|なし)|\+? ?(anadir|agregar|hinzufugen|ajouter|aggiungi|toevoegen|adicionar|dodaj|追加|add)( (an? |une? |een |uma? )?(new |nuevo |nouveau |nuovo |novo |nowy )?(record|registro|eintrag|datensatz|enregistrement|elemento|rekord|wpis|link|vinculo|lien))?|\+ ?(new|neu(er)?|nuev[oa]|nouveau|nouvelle|nuov[oa]|nieuw|nov[oa]|nowy|新規)( .*)?)$/;

/** The same in languages of which no page carries words. */
const FURTHER =
  /^((ej|inte|ikke) (angiv[et]*t?|angitt|valgt|vald|satt)|ingen( \w+)?|saknas|ei (asetettu|valittu)|nevybrano|neuvedeno|nezadano|zadn[ye]|nincs( megadva)?|nespecificat|niciunul|yok|belirtilmemis|secilmedi|bos|нет|не (указано?|задано?|выбрано?)|暂无|暂未\S*|未填写|未选择|请选择|请输入|无|없음|미지정|선택)$/;

/** Ways in which CRMs write "nothing": "", "--", "—", "None", "-None-", "--None--", "Not set" and the like. */
export function saysNothing(text: string): boolean {
  if (text.length > 98) return false;
  const folded = foldText(text);
  return [NOTHING, MORE, FURTHER].some((words) => words.test(folded));
}
