import type { ExportDocument } from '@/lib/export/document';
import type { SitesFieldsView } from '@/lib/messaging/partner-views';
import type { SiteView } from '@/lib/messaging/views';
import { KIND_WORDS } from '../../panel/words';

/** Sites that were enabled, and what runs on them. */
export function sitesDocument(sites: readonly SiteView[]): ExportDocument {
  return {
    title: 'Enabled sites',
    about: [['Sites', 'on every other site nothing of Partner Lens runs']],
    tables: [
      {
        title: 'Sites',
        columns: ['Site', 'Access', 'Badges on lists and boards'],
        rows: sites.map(({ origin, granted, lists }) => [
          origin,
          granted ? 'granted' : 'taken back in the browser',
          lists === null ? 'per host' : lists ? 'on' : 'off',
        ]),
      },
    ],
  };
}

/** Which field of each site names the partner, and what was chosen where a name fits several. */
export function partnerFieldsDocument({ fields, choices }: SitesFieldsView): ExportDocument {
  const words = ({ setting, taken, fields: seen }: SitesFieldsView['fields'][number]): string => {
    if (setting.mode === 'none') return 'no field of this site';
    if (setting.mode === 'auto') return taken ?? 'none seen filled yet';
    return seen.find(({ key }) => key === setting.key)?.label ?? setting.key;
  };
  return {
    title: 'Partner fields of sites',
    about: [['Order', 'the partner is read from this field first']],
    tables: [
      {
        title: 'Partner fields',
        columns: ['Site', 'CRM', 'Record', 'Partner field', 'Set by'],
        rows: fields.map((row) => [
          row.origin,
          row.crm,
          KIND_WORDS[row.kind],
          words(row),
          row.setting.mode === 'auto' ? 'found by itself' : 'a person',
        ]),
      },
      {
        title: 'Chosen where several partners fit',
        columns: ['Site', 'On the record', 'Partner', 'Partner number'],
        rows: choices.map(({ origin, written, partner }) => [
          origin,
          written,
          partner?.name ?? null,
          partner?.id ?? null,
        ]),
      },
    ],
  };
}
