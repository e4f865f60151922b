// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fillField } from '@/lib/content/fill';
import type { FieldHandle } from '@/lib/crm/types';

let life: AbortController;

beforeEach(() => {
  life = new AbortController();
  Element.prototype.animate = () => ({ cancel: () => {} }) as unknown as Animation;
  Element.prototype.getClientRects = function () {
    return (this.closest('[hidden]') ? [] : [{}]) as unknown as DOMRectList;
  };
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => life.abort());

const fill = (html: string, value = 'REF-204') => {
  document.body.innerHTML = html;
  const input = document.querySelector<HTMLInputElement>('input, textarea, select');
  const handle: FieldHandle = { element: document.body, input, reveal: null };
  return { input, done: fillField(document, () => handle, value, life.signal) };
};

describe('fillField', () => {
  it.each(['<input>', '<input type="Search">', '<input type="of-theirs">', '<textarea></textarea>'])(
    'types into %s and tells the page',
    async (html) => {
      const heard: string[] = [];
      for (const type of ['input', 'change'])
        document.addEventListener(type, () => heard.push(type), { once: true });
      const { input, done } = fill(html);
      expect(await done).toEqual({ filled: true });
      expect(input?.value).toBe('REF-204');
      expect(heard).toEqual(['input', 'change']);
      expect(document.activeElement).toBe(input);
    },
  );

  it('chooses from a list by name, and tells the page', async () => {
    const heard: string[] = [];
    document.addEventListener('change', () => heard.push('change'), { once: true });
    const { input, done } = fill(
      '<select><option value="">-</option><option value="7"> Ref-204 </option><option value="8">REF-20</option></select>',
    );
    expect(await done).toEqual({ filled: true });
    expect(input?.value).toBe('7');
    expect(heard).toEqual(['change']);
  });

  it('goes through a setter that a framework put on the element', async () => {
    document.body.innerHTML = '<input>';
    const input = document.querySelector('input')!;
    const own = vi.fn();
    Object.defineProperty(input, 'value', {
      configurable: true,
      get: () => Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.get!.call(input),
      set: own,
    });
    const handle: FieldHandle = { element: input, input, reveal: null };
    expect(await fillField(document, () => handle, 'x', life.signal)).toEqual({ filled: true });
    expect(own).not.toHaveBeenCalled();
  });

  it('types into nothing that the page puts in its place meanwhile', async () => {
    document.body.innerHTML = '<input>';
    const input = document.querySelector('input')!;
    input.addEventListener('focus', () => {
      input.type = 'password';
    });
    const handle: FieldHandle = { element: input, input, reveal: null };
    expect(await fillField(document, () => handle, 'x', life.signal)).toEqual({ filled: false });
    expect(input.value).toBe('');
  });

  it.each([
    '<input value="mine">',
    '<input disabled>',
    '<input readonly>',
    '<input type="checkbox">',
    '<input type="password">',
    '<input type="HIDDEN">',
    '<p hidden><input></p>',
    '<select><option>REF-204</option></select>',
    '<select><option value="">-</option><option>Another</option></select>',
    '<select><option value="">-</option><option value="1">REF-204</option><option value="2">ref-204</option></select>',
    '<p>no input</p>',
  ])('leaves %s alone', async (html) => {
    const before = fill(html);
    const value = before.input?.value;
    expect(await before.done).toEqual({ filled: false });
    expect(before.input?.value).toBe(value);
  });
});
