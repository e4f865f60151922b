import { h } from './dom.js';

/**
 * Opens a modal dialog that behaves as the common component libraries' do: nothing outside takes pointer events or
 * focus, everything outside is hidden from assistive technology, Escape and a press outside close it. A native one is
 * the browser's own.
 * @param {{ title: string, text: string, label: string, native: boolean, onsave: (value: string) => void }} options
 */
export function openDialog({ title, text, label, native, onsave }) {
  const before = document.activeElement;
  const app = document.querySelector('#app');
  const input = h('textarea', { id: 'dialog-input', rows: 4 });
  const content = h(
    native ? 'dialog' : 'div',
    {
      class: 'dialog',
      role: native ? null : 'dialog',
      'aria-modal': 'true',
      'aria-labelledby': 'dialog-title',
      tabindex: -1,
    },
    h('h2', { id: 'dialog-title' }, title),
    h('p', {}, text),
    h('label', { for: 'dialog-input' }, label),
    input,
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', class: 'plain', onclick: () => close() }, 'Cancel'),
      h('button', { type: 'button', onclick: save }, 'Save'),
    ),
  );
  if (native) {
    // As many do: a press on the backdrop hits the dialog itself, outside its box.
    content.addEventListener('click', (event) => {
      if (event.target === content) content.close();
    });
    content.addEventListener('close', () => content.remove());
    document.body.append(content);
    content.showModal();
    return;
  }
  const overlay = h('div', { class: 'overlay' }, content);

  function save() {
    onsave(input.value);
    close();
  }
  const keepFocus = (event) => {
    if (!content.contains(event.target)) input.focus();
  };
  const focusLeft = (event) => {
    if (event.relatedTarget && !content.contains(event.relatedTarget)) input.focus();
  };
  const pressOutside = (event) => {
    if (!content.contains(event.target)) close();
  };
  const pressKey = (event) => {
    if (event.key === 'Escape') close();
  };

  function close() {
    if (native) return content.close();
    document.removeEventListener('focusin', keepFocus);
    document.removeEventListener('focusout', focusLeft);
    document.removeEventListener('pointerdown', pressOutside);
    document.removeEventListener('keydown', pressKey, true);
    document.body.classList.remove('modal-open');
    app.removeAttribute('aria-hidden');
    overlay.remove();
    before?.focus?.();
  }

  document.body.append(overlay);
  document.body.classList.add('modal-open');
  app.setAttribute('aria-hidden', 'true');
  document.addEventListener('focusin', keepFocus);
  document.addEventListener('focusout', focusLeft);
  document.addEventListener('keydown', pressKey, true);
  // The press that opened it must not close it.
  setTimeout(() => document.addEventListener('pointerdown', pressOutside), 0);
  input.focus();
}
