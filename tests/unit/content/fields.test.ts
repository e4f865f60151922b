// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acts } from '@/lib/content/acts';
import { jumpToField, REVEAL_TIMEOUT } from '@/lib/content/jump';
import { createMarker } from '@/lib/content/marker';
import type { PageReader } from '@/lib/crm/choose';
import type { FieldHandle, PageReading } from '@/lib/crm/types';

const cancelled: Element[] = [];
const animated: { element: Element; keyframes: unknown }[] = [];
let life: AbortController;

beforeEach(() => {
  cancelled.length = 0;
  animated.length = 0;
  life = new AbortController();
  Element.prototype.animate = function (this: Element, keyframes) {
    animated.push({ element: this, keyframes });
    return { cancel: () => cancelled.push(this) } as unknown as Animation;
  };
  // happy-dom has no layout: an element takes up space unless it or a parent is hidden.
  Element.prototype.getClientRects = function (this: Element) {
    return (this.closest('[hidden]') ? [] : [{}]) as unknown as DOMRectList;
  };
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => life.abort());

const handle = (element: HTMLElement, reveal: FieldHandle['reveal'] = null): FieldHandle => {
  const input = element.querySelector('input');
  return { element, input, reveal };
};

describe('marker', () => {
  it('outlines exactly the given fields and leaves the markup alone', () => {
    document.body.innerHTML = '<p id="a"><input></p><p id="b"></p><p id="c"></p>';
    const before = document.body.innerHTML;
    const marker = createMarker();
    const [a, b, c] = ['#a input', '#b', '#c'].map((selector) => document.querySelector(selector)!);
    /** Which of the three have an outline. */
    const outlined = () =>
      [a, b, c].map(
        (one) =>
          animated.filter(({ element }) => element === one).length >
          cancelled.filter((element) => element === one).length,
      );
    marker.mark([a!, b!, a!]);
    expect(outlined()).toEqual([true, true, false]);
    marker.mark([b!, c!]);
    expect(outlined()).toEqual([false, true, true]);
    marker.mark([]);
    expect(outlined()).toEqual([false, false, false]);
    expect(document.body.innerHTML).toBe(before);
  });
});

describe('jumpToField', () => {
  const jump = (locate: () => FieldHandle | null) => jumpToField(document, locate, life.signal);

  it('scrolls to a field that shows, focuses and pulses it', async () => {
    document.body.innerHTML = '<p><input value="x"></p>';
    const input = document.querySelector('input')!;
    expect(await jump(() => handle(document.querySelector('p')!))).toEqual({ found: true });
    expect(document.activeElement).toBe(input);
    expect(input.scrollIntoView).toHaveBeenCalled();
    expect(animated.map(({ element }) => element)).toEqual([input]);
    expect(input.value).toBe('x');
  });

  it('says when our panel stands over the field', async () => {
    document.body.innerHTML = '<p><input></p>';
    const panel = document.createElement('div');
    document.documentElement.append(panel);
    const top = vi.spyOn(document, 'elementFromPoint');
    for (const [element, answer] of [
      [panel, { found: true, covered: true }],
      [document.body, { found: true }],
      [document.querySelector('input'), { found: true }],
      [null, { found: true }],
    ] as const) {
      top.mockReturnValue(element as Element);
      expect(await jump(() => handle(document.querySelector('p')!))).toEqual(answer);
    }
    panel.remove();
    top.mockRestore();
  });

  it('says when the page has no such field', async () => {
    expect(await jump(() => null)).toEqual({ found: false });
    expect(animated).toEqual([]);
  });

  it('presses the Edit button of a page of which no more is known, and no other', async () => {
    document.body.innerHTML = '<button>Edit</button><p>Registration: –</p>';
    const [button, field] = [document.querySelector('button')!, document.querySelector('p')!];
    const edit = vi.fn(() => field.append(document.createElement('input')));
    button.addEventListener('click', edit);
    Element.prototype.checkVisibility = () => true;
    const here = () => handle(field);
    expect(await jump(here)).toEqual({ found: true });
    expect(edit).not.toHaveBeenCalled();
    expect(await jump(() => ({ ...here(), reveal: undefined }))).toEqual({ found: true });
    expect(edit).toHaveBeenCalledTimes(1);
    expect(document.activeElement?.localName).toBe('input');
  });

  it('opens a section and then edit mode, waiting for the page each time', async () => {
    document.body.innerHTML = '<section hidden><p>Registration: –</p></section>';
    const section = document.querySelector('section')!;
    const edit = vi.fn(() => {
      setTimeout(() => {
        section.querySelector('p')!.innerHTML = '<input>';
      }, 30);
    });
    const open = vi.fn(() => {
      setTimeout(() => section.removeAttribute('hidden'), 30);
    });
    const locate = () => handle(section.querySelector('p')!, section.hidden ? open : edit);
    expect(await jump(locate)).toEqual({ found: true });
    expect(open).toHaveBeenCalledTimes(1);
    expect(edit).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(section.querySelector('input'));
  });

  it('goes to the field itself when nothing opens in time', async () => {
    vi.useFakeTimers();
    document.body.innerHTML = '<p>Registration: –</p>';
    const element = document.querySelector('p')!;
    const reveal = vi.fn();
    const done = jump(() => handle(element, reveal));
    await vi.advanceTimersByTimeAsync(REVEAL_TIMEOUT + 100);
    expect(await done).toEqual({ found: true });
    expect(reveal).toHaveBeenCalledTimes(1);
    expect(animated.map((each) => each.element)).toEqual([element]);
    vi.useRealTimers();
  });

  it('does not press edit on a field that can be typed into already', async () => {
    document.body.innerHTML = '<p><input></p>';
    const reveal = vi.fn();
    await jump(() => handle(document.querySelector('p')!, reveal));
    expect(reveal).not.toHaveBeenCalled();
  });
});

describe('acts', () => {
  /** Reads one field: by its label while it shows, by its input's name in edit mode. */
  const reader: PageReader = {
    adapterFor: () => null,
    // biome-ignore lint/correctness/useYield: a small page is read at once
    *read() {
      const key = document.querySelector('input')?.name ?? 'partner';
      const record = { kind: 'deal', fields: [{ key, label: 'Partner', value: '', state: 'empty' }] };
      return { adapter: null, reading: { state: 'record', record } as unknown as PageReading };
    },
    placesOf: () => [],
    fieldOf(reading, key) {
      const known = reading.state === 'record' && reading.record.fields.some((field) => field.key === key);
      const box = document.querySelector('p')!;
      return known ? { box, input: box.querySelector('input') ?? undefined } : undefined;
    },
  };

  it('finds a field again by its label where the form knows it by another name', async () => {
    document.body.innerHTML = '<button>Edit</button><p>Partner: –</p>';
    Element.prototype.checkVisibility = () => true;
    document.querySelector('button')!.onclick = () => {
      document.querySelector('p')!.innerHTML = '<input name="partner_id">';
    };
    expect(await acts.jump(reader, document, 'partner', life.signal)).toEqual({ found: true });
    expect(document.activeElement).toBe(document.querySelector('input'));
  });

  it('finds nothing where no field has that key', async () => {
    document.body.innerHTML = '<p>Partner: –</p>';
    expect(await acts.jump(reader, document, 'amount', life.signal)).toEqual({ found: false });
  });
});
