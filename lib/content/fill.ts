import type { FieldHandle } from '../crm/types';
import { jumpToField } from './jump';

/** Inputs into which a text can be typed. */
const TYPED = /^(text|search|email|url|tel|number)$/;

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What the control's `value` has to be for it to show the text; null when it is none that can be filled. */
function valueFor(control: HTMLElement, text: string): string | null {
  if (control.localName === 'select') {
    const { multiple, options } = control as HTMLSelectElement;
    const fitting = [...options].filter((option) => !option.disabled && same(option.text, text));
    return multiple || fitting.length !== 1 ? null : fitting[0]!.value;
  }
  const typed = control.localName === 'input' && TYPED.test((control as HTMLInputElement).type);
  return typed || control.localName === 'textarea' ? text : null;
}

/**
 * Puts a text into a field as a person would, after bringing the page to it. Only an empty field that shows and can be
 * edited is touched: a text field gets the text, a list of choices the one choice of that name; a look-up gets its text and the
 * focus, and the person chooses. Nothing is saved.
 *
 * @param locate finds the field in the page as it is now
 */
export async function fillField(
  doc: Document,
  locate: () => FieldHandle | null,
  text: string,
  signal: AbortSignal,
): Promise<{ filled: boolean }> {
  const refused = { filled: false };
  const { found } = await jumpToField(doc, locate, signal);
  const input = locate()?.input as HTMLInputElement | null | undefined;
  if (!found || signal.aborted || !input || input.readOnly || input.value) return refused;
  // The page may have put another input there since, one that nobody sees.
  if (input.matches(':disabled') || input.getClientRects().length === 0) return refused;
  const value = valueFor(input, text);
  if (value === null) return refused;
  // Frameworks put a setter of their own on the element to notice what their code writes; the prototype's is the one
  // that typing goes through.
  const view = doc.defaultView as Window & typeof globalThis;
  const { HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement } = view;
  const { prototype } =
    { select: HTMLSelectElement, textarea: HTMLTextAreaElement }[input.localName] ?? HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(
    new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }),
  );
  input.dispatchEvent(new view.Event('change', { bubbles: true }));
  return { filled: input.value === value };
}
