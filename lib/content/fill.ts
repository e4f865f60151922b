import type { FieldHandle } from '../crm/types';
import { jumpToField } from './jump';

/** Inputs into which a text can be typed. */
const TYPED = /^(text|search|email|url|tel|number|)$/;

/**
 * Types a text into a field as a person would, after bringing the page to it. Only an empty text field that can be
 * edited is touched; a field with choices or a look-up gets its text and the focus, and the person chooses. Nothing is
 * saved.
 *
 * @param locate finds the field in the page as it is now
 */
export async function fillField(
  doc: Document,
  locate: () => FieldHandle | null,
  value: string,
  signal: AbortSignal,
): Promise<{ filled: boolean }> {
  const refused = { filled: false };
  const { found } = await jumpToField(doc, locate, signal);
  const input = locate()?.input as HTMLInputElement | HTMLTextAreaElement | null | undefined;
  if (!found || signal.aborted || !input || input.disabled || input.readOnly) return refused;
  const area = input.localName === 'textarea';
  if (!area && !(input.localName === 'input' && TYPED.test(input.getAttribute('type') ?? ''))) return refused;
  if (input.value !== '') return refused;
  // Frameworks put a setter of their own on the element to notice what their code writes; the prototype's is the one
  // that typing goes through.
  const view = doc.defaultView as Window & typeof globalThis;
  const proto = area ? view.HTMLTextAreaElement.prototype : view.HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(input, value);
  input.dispatchEvent(
    new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: value }),
  );
  input.dispatchEvent(new view.Event('change', { bubbles: true }));
  return { filled: input.value === value };
}
