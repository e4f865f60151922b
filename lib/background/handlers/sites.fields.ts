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
        if (!found) return { origin, text, written, partner: null };
        const { id, name, type, tier, region } = found;
        return { origin, text, written, partner: { id, name, type, tier, region } };
      }),
    ),
  };
};
