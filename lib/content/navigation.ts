/**
 * Calls back whenever the address of the document has changed without a new document: pushState, replaceState,
 * back and forward, hash. `navigate` is not used, because it fires before the address changes.
 */
export function onNavigation(win: Window, callback: (url: string) => void, signal: AbortSignal): void {
  let known = win.location.href;
  const check = () => {
    const now = win.location.href;
    if (now === known) return;
    known = now;
    callback(now);
  };
  const { navigation } = win as Window & { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', check, { signal });
  win.addEventListener('popstate', check, { signal });
  win.addEventListener('hashchange', check, { signal });
}
