// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { asideOf, type Stand, sideOf, standOf } from '@/lib/content/aside';

const HEIGHT = 800;
const rect = (top: number) => new DOMRect(1_000, top, 34, 34);

/** Lays a control over a part of the window's height; everything else is the page's body. */
function cover(from: number, to: number, control: Element): Element {
  const own = document.createElement('div');
  document.body.append(control);
  document.elementsFromPoint = (_x: number, y: number) =>
    y >= from && y < to ? [own, control, document.body] : [own, document.body];
  window.innerHeight = HEIGHT;
  return own;
}
afterEach(() => document.body.replaceChildren());

const save = () => {
  const button = document.createElement('button');
  button.append(document.createElement('span'));
  return button;
};

it('stays where it covers nothing', () => {
  expect(asideOf(document, rect(300), cover(0, 100, save()))).toBe(0);
});

it('steps down from a control, and up at the lower edge', () => {
  expect(asideOf(document, rect(300), cover(310, 340, save()))).toBe(42);
  expect(asideOf(document, rect(760), cover(750, 800, save()))).toBe(-84);
});

it('sees the control by what lies in it', () => {
  const button = save();
  const own = cover(0, 0, button);
  document.elementsFromPoint = (_x, y) => (y > 310 ? [own, button.firstElementChild!] : [own, document.body]);
  expect(asideOf(document, rect(300), own)).toBe(-42);
});

it('steps aside from what only its role says is a control', () => {
  const choice = document.createElement('div');
  choice.setAttribute('role', 'combobox');
  expect(asideOf(document, rect(300), cover(310, 340, choice))).toBe(42);
});

it('stays where no place near is free', () => {
  expect(asideOf(document, rect(300), cover(0, HEIGHT, save()))).toBe(0);
});

/** A button that stands there. */
function button(left: number, top: number, width = 80, height = 32): HTMLButtonElement {
  const one = save();
  one.type = 'button';
  one.getBoundingClientRect = () => new DOMRect(left, top, width, height);
  document.body.append(one);
  return one;
}
/** Where a panel of 380 pixels stands, the window being 1280 x 800. */
function stand(
  { record = [] as Element[], sides = ['right', 'left'] as ('left' | 'right')[] } = {},
  before: Stand | null = null,
): Stand {
  window.innerHeight = HEIGHT;
  window.innerWidth = 1_280;
  return standOf(document, record, sides, 380, before);
}
/** The button that saves, in the middle of the page. */
function saves(left: number, top: number): HTMLButtonElement {
  const one = button(left, top);
  one.textContent = ' Save';
  return one;
}

it('leaves free the bars with buttons where the panel stands', () => {
  button(1_200, 60);
  button(1_000, 20);
  expect(stand()).toEqual({ side: 'right', top: 104, height: 684 });
  button(850, 750);
  expect(stand()).toEqual({ side: 'right', top: 104, height: 634 });
});

it('stands over the page’s inside, and keeps its place beside buttons elsewhere', () => {
  button(100, 60);
  button(1_200, 60, 0, 0);
  button(1_200, 100);
  button(1_200, -40);
  button(1_200, 400);
  button(1_200, 820);
  expect(stand()).toEqual({ side: 'right', top: 12, height: 776 });
});

it.each(['Save', 'Save & Close', 'Speichern', 'Enregistrer', 'Guardar', 'Salvar', 'Zapisz', '保存'])(
  'stands above or below the button %s in the middle of the page, whichever has more room',
  (words) => {
    const one = saves(1_150, 480);
    one.textContent = words;
    expect(stand()).toEqual({ side: 'right', top: 12, height: 456 });
    one.getBoundingClientRect = () => new DOMRect(1_150, 300, 80, 32);
    expect(stand()).toEqual({ side: 'right', top: 344, height: 444 });
    one.textContent = `Not ${words}`;
    expect(stand()).toEqual({ side: 'right', top: 12, height: 776 });
  },
);

it('knows the button that submits the record’s own form, and that of no other', () => {
  document.body.innerHTML = '<form><input></form><form></form>';
  const [form, other] = document.forms;
  const submit = button(1_150, 480);
  submit.type = 'submit';
  other!.append(submit);
  const record = [form!.elements[0]!];
  expect(stand({ record }).height).toBe(776);
  // A field of a form goes by its name on the form itself.
  form!.insertAdjacentHTML('beforeend', '<input name="contains">');
  form!.append(submit);
  expect(stand({ record }).height).toBe(456);
});

it('takes the other edge where it would be low, but not where a person put it', () => {
  saves(1_150, 220);
  saves(1_150, 520);
  expect(stand()).toEqual({ side: 'left', top: 12, height: 776 });
  expect(stand({ sides: ['right'] })).toEqual({ side: 'right', top: 264, height: 244 });
  // Where it would be low at both, it takes the higher place.
  saves(100, 200);
  saves(100, 400);
  saves(100, 600);
  expect(stand()).toEqual({ side: 'right', top: 264, height: 244 });
});

it('stays where it stood as long as that covers nothing that saves', () => {
  const one = saves(1_150, 480);
  const first = stand();
  one.getBoundingClientRect = () => new DOMRect(1_150, 700, 80, 32);
  expect(stand({}, first)).toBe(first);
  one.getBoundingClientRect = () => new DOMRect(1_150, 200, 80, 32);
  const second = stand({}, first);
  expect(second).toEqual({ side: 'right', top: 244, height: 544 });
  one.remove();
  expect(stand({}, second)).toBe(second);
});

/** Places of a record, each as wide as given from an edge on. */
const places = (...at: [x: number, width: number][]) =>
  at.map(([x, width]) => {
    const place = document.createElement('p');
    place.getBoundingClientRect = () => new DOMRect(x, 100, width, 20);
    return place;
  });

it('puts the panel at the other edge where a drawer stands under it', () => {
  window.innerWidth = 1_440;
  const drawer = places([1_190, 230], [1_190, 230], [1_190, 100], [0, 0]);
  expect(sideOf(drawer, 'right', 380)).toBe('left');
  expect(sideOf(drawer, 'left', 380)).toBe('left');
  expect(sideOf(places([10, 250], [10, 250]), 'left', 380)).toBe('right');
});

it('leaves it where it covers few places, as many at the other edge, or nothing', () => {
  window.innerWidth = 1_440;
  expect(sideOf(places([240, 1_180], [240, 1_180]), 'right', 380)).toBe('right');
  expect(sideOf(places([1_190, 230], [300, 230], [300, 230]), 'right', 380)).toBe('right');
  expect(sideOf(places([1_190, 230]), 'right', 0)).toBe('right');
  window.innerWidth = 400;
  expect(sideOf(places([0, 400], [0, 400]), 'right', 380)).toBe('right');
  expect(sideOf([], 'right', 380)).toBe('right');
});
