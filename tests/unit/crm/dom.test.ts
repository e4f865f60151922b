import { describe, expect, it } from 'vitest';
import {
  controlsIn,
  deepQueryAll,
  elementsIn,
  forgetShadows,
  isEmptyWord,
  isRequiredMark,
  readValue,
  textOf,
  toggleFor,
  visible,
} from '@/lib/crm/dom';
import { openDocument } from './fixtures';

const page = (body: string) =>
  openDocument(`<!doctype html><body>${body}</body>`, 'https://crm.example.com/');
const element = (body: string) => page(body).body.firstElementChild as HTMLElement;

describe('readValue', () => {
  it.each([
    ['<div>Contoso AG</div>', 'Contoso AG'],
    ['<div>  Contoso\n  AG </div>', 'Contoso AG'],
    ['<div><span>EUR</span><span>100</span></div>', 'EUR 100'],
    [
      '<div><a href="/x">Contoso</a><button title="Open Contoso Preview">Open Contoso Preview</button></div>',
      'Contoso',
    ],
    [
      '<div><a href="/x">Contoso</a><span class="slds-assistive-text">Open Contoso Preview</span></div>',
      'Contoso',
    ],
    ['<div>Won<span hidden>Lost</span><span style="display:none">Lost</span></div>', 'Won'],
    ['<div>12<script>1</script><svg><text>icon</text></svg></div>', '12'],
    ['<div><input value="Typed"></div>', 'Typed'],
    ['<div><textarea>Long text</textarea></div>', 'Long text'],
    [
      '<div><select><option value="">Select…</option><option value="1" selected>Proposal</option></select></div>',
      'Proposal',
    ],
    [
      '<div><select multiple><option value="a" selected>A</option><option value="b" selected>B</option></select></div>',
      'A B',
    ],
    ['<div><input type="checkbox" checked></div>', 'yes'],
    ['<div><input type="checkbox"></div>', 'no'],
    [
      '<div><label><input type="radio" name="r" checked> Gold</label><label><input type="radio" name="r"> Silver</label></div>',
      'Gold',
    ],
    [
      '<div><button role="combobox" aria-haspopup="listbox"><span>Qualification</span></button></div>',
      'Qualification',
    ],
    ['<div><span class="chip">Contoso <button>×</button></span><input value=""></div>', 'Contoso'],
    ['<div><a href="/c/1"><img alt="Contoso AG" src="data:,"></a></div>', 'Contoso AG'],
    ['<div><button>Sales Desk</button></div>', 'Sales Desk'],
  ])('%s', (html, value) => expect(readValue(element(html))).toEqual({ value, state: 'value' }));

  it.each([
    '<div></div>',
    '<div>—</div>',
    '<div>-None-</div>',
    '<div><input value="" placeholder="Search accounts"></div>',
    '<div><select><option value="" selected>Select…</option></select></div>',
    '<div><button role="combobox">--None--</button></div>',
    '<div><button>Add partner</button></div>',
    '<div><button>+ Hinzufügen</button></div>',
    '<div><span class="placeholder">Choose a partner</span></div>',
    '<div>–<button>Edit</button></div>',
  ])('takes %s for empty', (html) => expect(readValue(element(html))).toEqual({ value: '', state: 'empty' }));

  it.each([
    '<div><span class="MuiSkeleton-root"></span></div>',
    '<div aria-busy="true"></div>',
    '<div><div data-test-id="property-input-skeleton"></div></div>',
  ])('takes %s for pending', (html) => expect(readValue(element(html)).state).toBe('pending'));

  it('reads the live value, not the attribute', () => {
    const box = element('<div><input value="before"></div>');
    box.querySelector('input')!.value = 'after';
    expect(readValue(box).value).toBe('after');
  });
});

describe('empty words', () => {
  it.each(['', ' ', '-', '--', '---', '–', '—', '…', 'None', '-None-', '--None--', '(none)', 'N/A', 'null'])(
    '"%s" is one',
    (text) => expect(isEmptyWord(text)).toBe(true),
  );
  it.each(['0', '0.00', 'No', 'Nonesuch Ltd', '-5', 'Emptyville'])('"%s" is none', (text) =>
    expect(isEmptyWord(text)).toBe(false),
  );
});

describe('shadow roots', () => {
  const shadowPage = () => {
    const doc = page('<x-field><b slot="value">Slotted</b></x-field><p>Flat</p>');
    const host = doc.querySelector('x-field')!;
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<span class="k">Partner</span><x-inner></x-inner><slot name="value"></slot>';
    root.querySelector('x-inner')!.attachShadow({ mode: 'open' }).innerHTML = '<p class="v">Deep</p>';
    forgetShadows();
    return doc;
  };
  it('are looked into, however deep', () => {
    const doc = shadowPage();
    expect(deepQueryAll(doc, 'p').map((el) => el.textContent)).toEqual(['Flat', 'Deep']);
    expect(deepQueryAll(doc.querySelector('x-field')!, '.k,.v')).toHaveLength(2);
    expect(elementsIn(doc.body, () => false).map((el) => el.tagName)).toContain('P');
  });
  it('give their text, with what is slotted where its slot stands', () => {
    expect(textOf(shadowPage().querySelector('x-field')!)).toBe('Partner Deep Slotted');
  });
});

describe('visibility', () => {
  it('follows hidden ancestors and closed tab panels, not what a dialog hides from assistive tools', () => {
    const doc = page(
      '<div aria-hidden="true"><i id="a"></i></div><div hidden><i id="b"></i></div><div style="display:none"><i id="c"></i></div><div role="tabpanel" aria-hidden="true"><i id="d"></i></div>',
    );
    const shown = ['a', 'b', 'c', 'd'].filter((id) => visible(doc.getElementById(id)!));
    expect(shown).toEqual(['a']);
  });

  it('finds what opens a folded part', () => {
    const doc = page(`
      <section><h2><button id="s1" aria-expanded="false" aria-controls="p1">More</button></h2></section><div id="p1" hidden><i id="a"></i></div>
      <div><button id="s2" aria-expanded="false">More</button><div hidden><i id="b"></i></div></div>
      <div><button id="s3" role="tab" aria-controls="p3">Tab</button></div><div id="p3" role="tabpanel" hidden><i id="c"></i></div>
      <div hidden><button aria-expanded="false">Also hidden</button><i id="d"></i></div>`);
    const toggle = (id: string) => toggleFor(doc.getElementById(id)!)?.id ?? null;
    expect([toggle('a'), toggle('b'), toggle('c'), toggle('d')]).toEqual(['s1', 's2', 's3', null]);
    expect(toggleFor(doc.body)).toBeNull();
  });

  it('looks for what opens a hidden form that has an input called id', () => {
    const doc = openDocument(
      '<button aria-controls="more">More</button><p></p><form id="more" hidden><input name="id" value="12"><b>Partner</b></form>',
      'https://crm.example.com/deals/12',
    );
    expect(toggleFor(doc.querySelector('b')!)?.textContent).toBe('More');
  });

  it('leaves hidden controls out', () => {
    const box = element(
      '<div><input><input style="display:none"><input type="hidden"><button>Save</button></div>',
    );
    expect(controlsIn(box)).toHaveLength(1);
  });
});

describe('required marks', () => {
  it.each([
    '<label>Partner *</label>',
    '<label>* Partner</label>',
    '<label>Partner<span aria-hidden="true">*</span></label>',
    '<label>Partner <abbr class="slds-required">*</abbr></label>',
    '<label class="form-label required">Partner</label>',
    '<label>Partner<span class="required-sign"></span></label>',
  ])('%s', (html) => expect(isRequiredMark(element(html))).toBe(true));
  it.each([
    '<label>Partner</label>',
    '<label class="not-required">Partner</label>',
    '<label>5 * 3 offers</label>',
  ])('not %s', (html) => expect(isRequiredMark(element(html))).toBe(false));
});
