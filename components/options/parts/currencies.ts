let options: { value: string; label: string }[] | null = null;

/** Every ISO 4217 code that the browser knows, with its English name; worked out once. */
export function currencyOptions(): readonly { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  options ??= Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} – ${names.of(code)}`,
  }));
  return options;
}
