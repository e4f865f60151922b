/**
 * A badge beside the name in a row. It takes no room: an empty inline box in the text, from which the mark hangs into
 * the margin before it. Neither text nor attribute of it is in the page: what is drawn comes from the style, and what
 * is spoken from a closed shadow root.
 */
import type { RowBadge } from '../../messaging/views';

const css = `
:host{all:initial!important;position:relative!important;display:inline!important;font-size:inherit!important;line-height:0!important;color-scheme:inherit!important}
:host([hidden]){position:absolute!important}
button{all:unset;cursor:pointer;--on:light-dark(#fff,#14171b);--soft:light-dark(#5f6773,#98a1ad);position:absolute;inset-inline-end:100%;top:50%;translate:0 -50%;margin-inline-end:1px;box-sizing:border-box;width:11px;height:11px;border-radius:50%;text-align:center;white-space:nowrap;font:700 8px/11px system-ui;color:var(--on)}
.good{background:light-dark(#1d6b37,#86d6a0)}
.good::before{content:"\\2713"}
.warn{background:light-dark(#864c00,#f0c075);border-radius:3px}
.warn::before{content:"~"}
.bad{background:light-dark(#ad2219,#ffa69e);border-radius:0}
.bad::before{content:"!"}
.neutral{border:1px dashed;line-height:9px;color:var(--soft);background:canvas}
.neutral::before{content:"?"}
[data-n]::after{content:attr(data-n);position:absolute;inset-inline-start:6px;bottom:5px;padding:0 3px;border-radius:6px;line-height:11px;color:var(--on);background:var(--soft)}
.none[data-n]::after{inset:0 0 auto auto}
:focus-visible{outline:2px solid var(--soft);outline-offset:1px}
@media print{button{display:none}}
`;
let sheet: CSSStyleSheet | undefined;

/** What a page or its link makes of a press. */
const PRESSES = ['click', 'pointerdown', 'mousedown', 'keydown'];

/**
 * @param onOpen a person pressed it
 * @param floating the text stands in a flex or grid box, where even an empty inline box would become an item
 */
export function createBadge(
  doc: Document,
  badge: RowBadge,
  onOpen: () => void,
  floating: boolean,
): HTMLElement {
  const host = doc.createElement('span');
  const root = host.attachShadow({ mode: 'closed' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
  const mark = doc.createElement('button');
  mark.className = badge.tone ?? 'none';
  mark.title = badge.text;
  // It is read as a part of the link that it stands in: apart from the name that follows.
  mark.setAttribute('aria-label', `${badge.text},`);
  const count = `${badge.missing > 0 ? Math.min(badge.missing, 99) : ''}${badge.flagged ? '\u2691' : ''}`;
  if (count) mark.dataset.n = count;
  root.append(mark);
  for (const type of PRESSES) {
    host.addEventListener(type, (event) => {
      event.stopPropagation();
      if (type !== 'click') return;
      // It stands in the row's own link.
      event.preventDefault();
      if (event.isTrusted) onOpen();
    });
  }
  host.hidden = floating;
  return host;
}
