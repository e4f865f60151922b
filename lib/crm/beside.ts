/**
 * What a record shows without a label: the step at which it stands, and short words and figures beside its name. A page
 * gets it in a script of its own, once a record was found of which no label tells the stage, or what a sale is worth. Which
 * of the words is a stage, and which figure the amount, is told later: `review/by-value.ts`.
 */
import { styleOf, visible } from './dom';
import type { FoundField } from './record';
import { currentStep } from './steps';
import type { NameClues } from './types';

/**
 * Adds the step to the fields and the words to the clues, which it returns.
 * @param own text of an element without that of its children
 * @param staged whether a field has the stage
 */
export type Beside = (
  clues: NameClues,
  scope: HTMLElement,
  elements: readonly HTMLElement[],
  own: (el: Element) => string,
  fields: FoundField[],
  staged: boolean,
) => NameClues;

/** What is pressed, headed or labelled says nothing of the record's state; what opens a choice shows what was chosen. */
const OTHER = 'button:not([role=combobox],[aria-haspopup]),a,[role=button],label,option,h1,h2,h3,h4,h5,h6';
/** A sum may be written as a heading; other headings are names of parts. */
const LARGE = 'h2,h3,h4';
/** Added to the pixels of what was chosen from a list: nothing is written as large. */
const CHOSEN = 99;
const LONGEST = 30;
const MOST = 50;

export const beside: Beside = (clues, scope, elements, own, fields, staged) => {
  const step = staged ? null : currentStep(scope);
  const said = fields.map(({ box }) => box);
  if (step) fields.push({ key: 'stage', label: 'Stage', box: step });
  clues.beside = elements
    .filter((el) => {
      const { length } = own(el);
      return (
        length > 1 &&
        length <= LONGEST &&
        (!el.closest(OTHER) || (el.matches(LARGE) && /\d/.test(own(el)))) &&
        !said.some((box) => box.contains(el)) &&
        visible(el)
      );
    })
    .slice(0, MOST)
    .map((el) => [
      own(el),
      (el.closest('[role=combobox]') ? CHOSEN : 0) + (parseFloat(styleOf(el)?.fontSize ?? '') || 0),
    ]);
  return clues;
};
