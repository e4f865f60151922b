/**
 * Style of what stands in the page: launcher and panel frame. The panel's own look is in its frame.
 * An important rule of a shadow root wins over every rule of the page for the host, so the host needs no attribute.
 */
export const css = [
  ':host{all:initial!important;position:fixed!important;z-index:2147483647!important;color-scheme:light dark!important}',
  '.root{--edge:12px;--wide:min(380px,100% - 70px);font:600 12px/1.4 system-ui,sans-serif}',
  '.root>*{position:fixed;right:var(--edge);border:0;border-radius:12px;color:CanvasText;background:Canvas;box-shadow:0 8px 28px #0004}',
  '.root[data-side=left]>*{right:auto;left:var(--edge)}',
  '.launcher{top:calc(8px + (100% - 50px)*var(--y) + var(--aside,0px));display:inline-flex;align-items:center;gap:6px;height:34px;padding:8px;border-radius:99px;color:light-dark(#b3261e,#ff9d94);font:inherit;white-space:nowrap;cursor:pointer;touch-action:none}',
  '.launcher::before{content:"";color:CanvasText;width:14px;height:14px;border:2px solid;border-radius:50%;background:radial-gradient(currentColor 2.7px,#0000 3.3px)}',
  ':focus-visible{outline:2px solid;outline-offset:2px}',
  '.panel{top:12px;width:var(--wide);height:calc(100% - 24px)}',
  '.root[data-open] .launcher{--edge:calc(20px + var(--wide))}',
  '[hidden]{display:none!important}',
  '@media print{.root{display:none}}',
].join('');
