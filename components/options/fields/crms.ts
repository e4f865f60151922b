import { adapters } from '@/lib/crm/registry';

/** A CRM's name from its adapter's id; the id itself for an adapter that is gone. */
export function crmName(id: string): string {
  return adapters.find((adapter) => adapter.id === id)?.name ?? id;
}

/** CRMs that a rule can be kept to; an id that a rule already names stays choosable. */
export function crmOptions(chosen: readonly string[]): { value: string; label: string }[] {
  const ids = adapters.map((adapter) => adapter.id).sort((a, b) => crmName(a).localeCompare(crmName(b)));
  return [...new Set([...ids, ...chosen])].map((value) => ({ value, label: crmName(value) }));
}
