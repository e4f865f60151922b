import { flushSync } from 'react-dom';

/** Sends a form; where fields were left wrong, the first of them has the focus: it may be far from the button. */
export function sendForm(form: HTMLFormElement, send: () => void): void {
  flushSync(send);
  form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}
