/**
 * Makes an element.
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `on...` are listeners, true is an empty attribute, null and false are left out
 * @param {...any} children nodes or texts; null and false are left out
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** What an empty field shows. */
export const EMPTY = '—';

/**
 * A labelled value of a record.
 * @param {string} name
 * @param {string} label
 * @param {string | Node | null} value null or '' = empty, undefined = still loading
 */
export function field(name, label, value) {
  const shown =
    value === undefined
      ? h('span', { class: 'skeleton', 'aria-hidden': 'true' })
      : value === null || value === ''
        ? EMPTY
        : value;
  return h(
    'div',
    { class: 'field', 'data-field': name, 'aria-busy': value === undefined ? 'true' : null },
    h('span', { class: 'label' }, label),
    h('span', { class: 'value' }, shown),
  );
}

/**
 * A section of a record that can be folded away; folded content is in the document, but hidden.
 * @param {string} id
 * @param {string} title
 * @param {boolean} open
 * @param {Node[]} content
 */
export function section(id, title, open, content) {
  const body = h('div', { class: 'section-body', id: `section-${id}`, hidden: !open }, content);
  const button = h(
    'button',
    {
      type: 'button',
      'aria-expanded': String(open),
      'aria-controls': `section-${id}`,
      onclick: () => {
        body.hidden = !body.hidden;
        button.setAttribute('aria-expanded', String(!body.hidden));
      },
    },
    title,
  );
  return h('section', { 'data-section': id }, h('h2', {}, button), body);
}

/** @param {string} stage */
export const stageTag = (stage) =>
  h('span', { class: `tag tag-${stage.toLowerCase().replace(/\s+/g, '-')}` }, stage);
