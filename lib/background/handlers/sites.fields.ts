import type { Handler } from '../../messaging/server';
import { getPartner } from '../../store/partners';
import { allChoices, allSiteFields } from '../../store/sites';

export const handle: Handler<'sites.fields'> = async () => {
  const [fields, choices] = await Promise.all([allSiteFields(), allChoices()]);
  return {
    fields,
    choices: await Promise.all(
      choices.map(async ({ origin, text, written, partnerId }) => {
        const found = await getPartner(partnerId);
        const partner = found && { id: found.id, name: found.name, type: found.type, tier: found.tier };
        return { origin, text, written, partner: partner ?? null };
      }),
    ),
  };
};
