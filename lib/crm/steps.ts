/** The stage of a record where no label tells it: a row of steps or buttons, one of which is on. */
import { deepQueryAll, visible } from './dom';

/** What is on says so in an attribute or in a class: `is-current`, `Mui-active`, `selected`. */
const ON =
  '[aria-current],[aria-selected=true],[aria-checked=true],[aria-pressed=true],[class*=-active],[class*=-current],.active,.current,.selected';
/** What a row of steps is called: on itself, on what is on, or between. */
const STEPS = /status|step|pipeline|stage|path|phase/i;
const LONGEST = 60;

/** The element of the step at which the record stands; null where the scope shows no row of steps. */
export function currentStep(scope: HTMLElement): HTMLElement | undefined {
  const on = deepQueryAll(scope, ON);
  const first = on.find((el) => {
    const row = rowOf(el);
    return (
      row &&
      STEPS.test(el.className + namesOf(row)) &&
      row.textContent!.length < LONGEST * row.childElementCount &&
      el.textContent!.length < LONGEST &&
      !row.closest('nav,table,[role=grid],[role=menu]') &&
      visible(el)
    );
  });
  // Those already passed may be on too.
  return on.findLast((el) => el.parentElement === first?.parentElement);
}

/** Its classes, its label and what else it is called. */
const namesOf = ({ attributes }: Element): string =>
  `${[...attributes].map(({ name, value }) => /class|label|name/.test(name) && value)}`;

/** The nearest element around it with other steps. */
const rowOf = ({ parentElement: parent }: Element): HTMLElement | null =>
  parent && parent.childElementCount < 3 ? rowOf(parent) : parent;
