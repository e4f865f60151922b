import type { Handler } from '../../messaging/server';
import { getPartner } from '../../store/partners';
import { allChoices, allSiteFields } from '../../store/sites';

export const handle: Handler<'sites.fields'> = async () => {
  const [fields, choices] = await Promise.all([allSiteFields(), allChoices()]);
  return {
    fields,
    choices: await Promise.all(
      choices.map(async ({ origin, text, written, partnerId }) => ({
        origin,
        text,
        written,
        partner: (await getPartner(partnerId))?.name ?? null,
      })),
    ),
  };
};
