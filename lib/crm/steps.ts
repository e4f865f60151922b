/** The stage of a record where no label tells it: a row of steps or buttons, one of which is on. */
import { deepQueryAll, squeeze, visible } from './dom';
import { plain } from './labels';

/** What is on says so in an attribute or in the last word of a class: `is-current`, `Mui-active`, `selected`. */
const MAY_BE_ON =
  '[aria-current],[aria-selected=true],[aria-checked=true],[aria-pressed=true],[class*=active],[class*=current],[class*=selected],[class*=completed]';
const ON = /(^|[\s_-])(active|current|selected)(?![\w-])/i;
const DONE = /(^|[\s_-])completed(?![\w-])/;
/** What a row of steps, or what stands around it, is called. */
const STEPS = /stage|status(?!bar)|step|path|phase|pipeline|arrow_button/i;
/** Stages that nearly every pipeline has: two of them make a row of steps without a name. */
const STAGE =
  /^(new|qualif|prospe|propos|negot|negoc|negoz|quot|demo|discover|contacted|won|lost|closed|neu$|angebot|verhand|gewonnen|verlor|gagne|perdu|propuesta|ganad|perdid|ganh|vint[ao]|pers[ao]|offert|onderhand|verlor|ofert|wygran|przegran|新規|提案|交渉|受注|失注)/;
const LONGEST = 60;
/** A row of steps is looked for so far above what is on. */
const HIGHEST = 4;

const isOn = (el: Element): boolean =>
  /true|step|page|location/.test(
    `${el.getAttribute('aria-current')}${el.ariaSelected}${el.ariaChecked}${el.ariaPressed}`,
  ) || ON.test(el.getAttribute('class') ?? '');

const textIn = (el: Element): string => squeeze(el.textContent);

/** The element of the step at which the record stands; null where the scope shows no row of steps. */
export function currentStep(scope: HTMLElement): HTMLElement | null {
  const marked = deepQueryAll(scope, MAY_BE_ON);
  const done = marked.filter((el) => DONE.test(el.className) && !isOn(el));
  // One that is done and none that is on: done up to there.
  for (const el of [...marked.filter(isOn), ...(done.length === 1 ? done : [])]) {
    const text = textIn(el);
    if (text.length < LONGEST && /\p{L}/u.test(text) && isStep(el) && visible(el)) return el;
  }
  return null;
}

function isStep(el: HTMLElement): boolean {
  if (el.closest('nav,table,[role=grid],[role=menu]')) return false;
  let item: Element = el;
  for (let up = 0; up < HIGHEST; up++) {
    const row = item.parentElement;
    if (!row) return false;
    const others = [...row.children].filter((one) => one.tagName === item.tagName && textIn(one));
    if (others.length > 2) {
      if (others.some((one) => textIn(one).length > LONGEST)) return false;
      const named = [el, item, row, row.parentElement].some((one) =>
        STEPS.test(one?.getAttribute('class') ?? ''),
      );
      return (
        (named && !row.matches('[role=tablist]')) ||
        others.filter((one) => STAGE.test(plain(textIn(one)))).length > 1
      );
    }
    item = row;
  }
  return false;
}
