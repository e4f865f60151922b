/** Folder of a built extension. */
export function outputOf(browser: 'chrome' | 'firefox', mode: 'production' | 'e2e'): string;
export function build(
  target: 'chrome' | 'firefox' | 'e2e' | 'zip',
  options?: { force?: boolean; browser?: 'chrome' | 'firefox' },
): void;
