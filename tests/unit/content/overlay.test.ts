// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHost } from '@/lib/content/host';
import { createLauncher } from '@/lib/content/launcher';
import type { LoadPart } from '@/lib/content/load-part';
import { followModals } from '@/lib/content/modal';
import { operate } from '@/lib/content/operate';
import { DEFAULT_PLACE, dropped } from '@/lib/content/place';
import { createUpdatedNotice } from '@/lib/content/updated';

let life: AbortController;
beforeEach(() => {
  life = new AbortController();
  const { happyDOM } = window as unknown as { happyDOM: { settings: { enableIframePageLoading: boolean } } };
  happyDOM.settings.enableIframePageLoading = true;
  document.body.innerHTML = '<main><button>Save</button></main>';
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const loadPart = (async (name) => (name === 'launcher' ? operate : followModals)) as LoadPart;

/** The host with its closed root opened for the test. */
function overlay(place = DEFAULT_PLACE) {
  let root: ShadowRoot | undefined;
  let mode: string | undefined;
  const attachShadow = Element.prototype.attachShadow;
  const opened = vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (
    this: Element,
    init,
  ) {
    mode = init.mode;
    root = attachShadow.call(this, { mode: 'open' });
    return root;
  });
  const onPlace = vi.fn();
  const check = vi.fn();
  const host = createHost({
    doc: document,
    frame: { src: 'about:blank', name: 'secret' },
    place,
    onPlace,
    check,
    loadPart,
    signal: life.signal,
  });
  opened.mockRestore();
  return { host, root: root!, mode, onPlace, check };
}

/** What a person does, which pages cannot. */
const trusted = (type: string, init: object) => {
  const event = new Event(type, { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  return Object.assign(event, init);
};

describe('host', () => {
  it('is a plain element on <html> with a closed root and no attribute', () => {
    const { host, mode, root } = overlay();
    expect(root.querySelector<HTMLElement>('.root')?.hidden).toBe(true);
    host.show(0, []);
    expect(mode).toBe('closed');
    expect(host.element.parentElement).toBe(document.documentElement);
    expect(host.element.localName).toBe('div');
    expect(host.element.getAttributeNames()).toEqual([]);
  });

  it('leaves nothing to press in a page that does not let it be', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { host, root } = overlay();
    host.show(0, []);
    expect(root.querySelector('iframe')?.name).toBe('secret');
    for (let i = 0; i < 6; i++) {
      document.body.append(host.element);
      await vi.advanceTimersByTimeAsync(20_000);
    }
    document.body.append(host.element);
    expect(root.childElementCount).toBe(0);
  });

  it('does not cover a record in a drawer, until a person puts it there', async () => {
    window.innerWidth = 1_440;
    const drawer = document.querySelector('main')!;
    drawer.getBoundingClientRect = () => new DOMRect(1_190, 0, 250, 600);
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(380);
    document.elementsFromPoint = () => [];
    const { host, root, onPlace } = overlay();
    const shown = root.querySelector<HTMLElement>('.root')!;
    host.show(0, [drawer]);
    await vi.waitFor(() => expect(shown.dataset.side).toBe('left'));
    host.show(0, [document.body]);
    await vi.waitFor(() => expect(shown.dataset.side).toBe('right'));
    host.show(0, [drawer]);
    await vi.waitFor(() => expect(shown.dataset.side).toBe('left'));
    host.collapse(true);
    expect(onPlace).toHaveBeenLastCalledWith({ ...DEFAULT_PLACE, collapsed: true });
    host.collapse(false);
    root.querySelector('button')!.dispatchEvent(trusted('keydown', { key: 'ArrowRight' }));
    await vi.waitFor(() => expect(onPlace).toHaveBeenLastCalledWith(DEFAULT_PLACE));
    host.show(0, [drawer]);
    await vi.waitFor(() => expect(root.querySelector('iframe')?.style.top).not.toBe(''));
    expect(shown.dataset.side).toBe('right');
  });

  it('makes room for what saves, and has it back with the next record or another window', async () => {
    window.innerWidth = 1_440;
    window.innerHeight = 800;
    const one = document.querySelector('button')!;
    let top = 480;
    one.getBoundingClientRect = () => new DOMRect(1_300, top, 80, 32);
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(380);
    document.elementsFromPoint = () => [];
    const { host, root } = overlay();
    host.show(0, []);
    const { style } = root.querySelector('iframe')!;
    const at = (from: number, height: number) =>
      vi.waitFor(() => expect([style.top, style.height]).toEqual([`${from}px`, `${height}px`]));
    await at(12, 456);
    // Nothing jumps while one reads: only when the button comes under the panel again.
    top = 600;
    document.dispatchEvent(new Event('scrollend'));
    host.show(0, []);
    top = 200;
    document.dispatchEvent(new Event('scrollend'));
    await at(244, 544);
    top = 600;
    host.wait();
    await at(12, 576);
    top = 2_000;
    window.dispatchEvent(new Event('resize'));
    await at(12, 776);
  });

  it('looks again where the launcher stands when something was scrolled', async () => {
    window.innerHeight = 800;
    const { host, root } = overlay();
    const launcher = root.querySelector('button')!;
    launcher.getBoundingClientRect = () => new DOMRect(1_000, 300, 34, 34);
    let under: Element = document.body;
    document.elementsFromPoint = (_x, y) => [y < 340 ? under : document.body];
    host.show(0, []);
    const shown = root.querySelector<HTMLElement>('.root')!;
    await vi.waitFor(() => expect(shown.style.getPropertyValue('--aside')).toBe('0px'));
    under = document.querySelector('button')!;
    document.querySelector('main')!.dispatchEvent(new Event('scrollend'));
    await vi.waitFor(() => expect(shown.style.getPropertyValue('--aside')).toBe('42px'));
  });

  it('loads the panel when it is first open, and keeps it', () => {
    const { host, root } = overlay({ ...DEFAULT_PLACE, collapsed: true });
    host.show(2, []);
    expect(root.querySelector('iframe')).toBeNull();
    expect(root.querySelector('button')?.textContent).toBe('2 missing');
    host.collapse(false);
    const frame = root.querySelector('iframe')!;
    expect(frame.title).toBe('Partner Lens');
    expect(frame.hidden).toBe(false);
    host.collapse(true);
    expect(root.querySelector('iframe')).toBe(frame);
    expect(frame.hidden).toBe(true);
  });

  it('hides on pages without a record and shows again', () => {
    const { host, root } = overlay();
    host.show(1, []);
    const outer = root.querySelector<HTMLElement>('.root')!;
    host.hide();
    expect(outer.hidden).toBe(true);
    host.show(0, []);
    expect(outer.hidden).toBe(false);
  });

  it('forgets the count of the old record while the next one loads', () => {
    const { host, root } = overlay({ ...DEFAULT_PLACE, collapsed: true });
    host.show(3, []);
    host.wait();
    expect(root.querySelector('button')?.textContent).toBe('');
    expect(root.querySelector('button')?.ariaLabel).toBe('Open Partner Lens');
  });

  it('tells when its frame is loaded a second time', () => {
    const { host, root, check } = overlay();
    host.show(0, []);
    const frame = root.querySelector('iframe')!;
    frame.dispatchEvent(new Event('load'));
    expect(check).not.toHaveBeenCalled();
    frame.dispatchEvent(new Event('load'));
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('becomes a notice once the extension was updated, only where it showed', () => {
    const shown = overlay();
    shown.host.show(0, []);
    shown.host.updated();
    expect(shown.root.textContent).toContain('Partner Lens was updated. Reload this page.');
    expect(shown.root.querySelector('iframe')).toBeNull();
    expect(shown.root.querySelector('.root')?.getAttribute('role')).toBe('status');
    const hidden = overlay();
    hidden.host.updated();
    expect(hidden.root.textContent).not.toContain('updated');
  });

  it('leaves with its signal', () => {
    const { host } = overlay();
    host.show(0, []);
    life.abort();
    expect(host.element.isConnected).toBe(false);
  });
});

describe('launcher', () => {
  const actions = { toggle: vi.fn(), move: vi.fn(), check: vi.fn(), signal: new AbortController().signal };
  const arrived = () => new Promise((resolve) => setTimeout(resolve));
  /** Where it is drawn while it is dragged. */
  const dragged = ({ style }: HTMLElement) => [style.left, style.top];
  beforeEach(() => vi.clearAllMocks());

  function launcher(collapsed: boolean, missing = 0) {
    const made = createLauncher(document, actions, async () => operate);
    made.element.setPointerCapture = () => {};
    document.createElement('div').attachShadow({ mode: 'open' }).append(made.element);
    made.update({ ...DEFAULT_PLACE, collapsed }, missing);
    return made.element;
  }

  it('says what it does and how many fields are missing', () => {
    const closed = launcher(true, 3);
    expect(closed.ariaExpanded).toBe('false');
    expect(closed.ariaLabel).toBe('Open Partner Lens, 3 missing on this record');
    expect(closed.textContent).toBe('3 missing');
    const open = launcher(false, 3);
    expect(open.ariaExpanded).toBe('true');
    expect(open.textContent).toBe('');
  });

  it('toggles on a click of the user, not of the page', async () => {
    const element = launcher(true);
    element.dispatchEvent(new Event('click'));
    await arrived();
    expect(actions.toggle).not.toHaveBeenCalled();
    element.dispatchEvent(trusted('click', {}));
    await arrived();
    expect(actions.toggle).toHaveBeenCalledTimes(1);
  });

  it('is dragged, and the click that ends a drag is not a click', async () => {
    const element = launcher(true);
    element.dispatchEvent(trusted('pointerdown', { button: 0, clientX: 10, clientY: 10, pointerId: 1 }));
    element.dispatchEvent(trusted('pointermove', { clientX: 12, clientY: 12 }));
    await arrived();
    expect(dragged(element)).toEqual(['', '']);
    element.dispatchEvent(trusted('pointermove', { clientX: 40, clientY: 90 }));
    expect(dragged(element)).toEqual(['40px', '90px']);
    element.dispatchEvent(trusted('pointerup', { clientX: 41, clientY: 91 }));
    expect(dragged(element)).toEqual(['', '']);
    expect(actions.move).toHaveBeenCalledExactlyOnceWith(
      dropped({ ...DEFAULT_PLACE, collapsed: true }, 41, 91, innerWidth, innerHeight),
    );
    element.dispatchEvent(trusted('click', {}));
    expect(actions.toggle).not.toHaveBeenCalled();
    element.dispatchEvent(trusted('click', {}));
    expect(actions.toggle).toHaveBeenCalledTimes(1);
  });

  it('answers to what was done before its script came, in order, and asks for it once', async () => {
    const load = vi.fn(async () => operate);
    const made = createLauncher(document, actions, load);
    made.element.setPointerCapture = () => {};
    document.createElement('div').attachShadow({ mode: 'open' }).append(made.element);
    made.update(DEFAULT_PLACE, 0);
    expect(load).not.toHaveBeenCalled();
    for (const [type, at] of [
      ['pointerdown', 10],
      ['pointermove', 60],
      ['pointerup', 61],
      ['click', 61],
    ] as const)
      made.element.dispatchEvent(trusted(type, { button: 0, clientX: at, clientY: at, pointerId: 1 }));
    await arrived();
    expect(load).toHaveBeenCalledTimes(1);
    expect(actions.move).toHaveBeenCalledExactlyOnceWith(
      dropped(DEFAULT_PLACE, 61, 61, innerWidth, innerHeight),
    );
    expect(actions.toggle).not.toHaveBeenCalled();
  });

  it('asks again where its script did not come', async () => {
    const load = vi.fn(() => Promise.reject(new Error('updated')));
    const { element } = createLauncher(document, actions, load);
    element.dispatchEvent(trusted('click', {}));
    element.dispatchEvent(trusted('click', {}));
    await arrived();
    element.dispatchEvent(trusted('click', {}));
    await arrived();
    expect(load).toHaveBeenCalledTimes(2);
    expect(actions.check).toHaveBeenCalledTimes(2);
    expect(actions.toggle).not.toHaveBeenCalled();
  });

  it('moves by the arrow keys', async () => {
    const element = launcher(true);
    element.dispatchEvent(trusted('keydown', { key: 'ArrowLeft' }));
    await arrived();
    expect(actions.move).toHaveBeenCalledWith(expect.objectContaining({ side: 'left' }));
    element.dispatchEvent(trusted('keydown', { key: 'ArrowLeft', ctrlKey: true }));
    element.dispatchEvent(trusted('keydown', { key: 'Enter' }));
    expect(actions.move).toHaveBeenCalledTimes(1);
  });

  it('closes the panel on Escape of the user, and keeps every Escape on it from the page', async () => {
    const element = launcher(false);
    const { host } = element.getRootNode() as ShadowRoot;
    document.body.append(host);
    element.dispatchEvent(trusted('focus', {}));
    await arrived();
    const heard = vi.fn();
    document.addEventListener('keydown', heard, { signal: life.signal });
    const pressEscape = (on: Element, init: object) =>
      on.dispatchEvent(trusted('keydown', { key: 'Escape', ...init }));
    pressEscape(document.querySelector('button')!, {});
    expect(heard).toHaveBeenCalledTimes(1);
    // As the window sees it: the target within the closed root is the host.
    host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(actions.toggle).not.toHaveBeenCalled();
    pressEscape(host, {});
    expect(actions.toggle).toHaveBeenCalledTimes(1);
    expect(heard).toHaveBeenCalledTimes(1);
    host.remove();
  });
});

describe('shield', () => {
  it('keeps pointer, keys and focus on ours from the page, and nothing else', () => {
    const { host, root } = overlay();
    host.show(0, []);
    const heard: string[] = [];
    const types = ['pointerdown', 'mousedown', 'touchstart', 'click', 'keydown', 'focusin', 'focusout'];
    for (const type of types) {
      document.addEventListener(
        type,
        (event) => heard.push(`${type}:${(event.target as Element).localName}`),
        { signal: life.signal },
      );
    }
    for (const type of types.slice(0, 5))
      root.querySelector('button')!.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    host.element.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    const save = document.querySelector('button')!;
    save.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: host.element }));
    expect(heard).toEqual([]);

    save.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    save.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    save.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: null }));
    expect(heard).toEqual(['pointerdown:button', 'focusin:button', 'focusout:button']);
  });
});

it('the notice says what happened and offers to reload', () => {
  const notice = createUpdatedNotice(document);
  expect(notice.localName).toBe('button');
  expect(notice.textContent).toBe('Partner Lens was updated. Reload this page.');
});
