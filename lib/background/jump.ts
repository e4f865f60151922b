import { sendCommand } from '../messaging/commands';

/**
 * Brings the page of a tab to a field. A panel that stands over it, as over a drawer at its edge, closes: nobody can fill
 * what they cannot see.
 */
export async function jumpTo(tabId: number, key: string): Promise<{ found: boolean }> {
  const { found, covered } = (await sendCommand(tabId, 'field.jump', { key })) ?? { found: false };
  if (covered) await sendCommand(tabId, 'panel.collapse', { collapsed: true });
  return { found };
}
