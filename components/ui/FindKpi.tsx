import { useEffect, useId } from 'react';
import { TextField } from './TextField';

/** Whether a KPI has every word of a question in its name or code. */
export function called(query: string): (kpi: { name: string; code: string }) => boolean {
  const words = query.trim().toLowerCase().split(/\s+/);
  return ({ name, code }) => words.every((word) => `${name} ${code}`.toLowerCase().includes(word));
}

/**
 * Narrows a list of KPIs down by what is typed.
 * @param count how many there are
 */
export function FindKpi({
  count,
  query,
  onQuery,
}: {
  count: number;
  query: string;
  onQuery: (query: string) => void;
}) {
  const id = useId();
  // From anywhere around it, as a search is reached on many pages; not while something is written elsewhere.
  useEffect(() => {
    const reach = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return;
      event.preventDefault();
      document.getElementById(id)?.focus();
    };
    document.addEventListener('keydown', reach);
    return () => document.removeEventListener('keydown', reach);
  }, [id]);
  return (
    <TextField
      id={id}
      label="Find a KPI"
      hideLabel
      aria-keyshortcuts="/"
      placeholder={`Find one of ${count} KPIs ( / )`}
      autoComplete="off"
      spellCheck={false}
      value={query}
      onChange={(event) => onQuery(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || query === '') return;
        // Empties the field and leaves open what is around it.
        event.preventDefault();
        event.stopPropagation();
        onQuery('');
      }}
    />
  );
}
