import type { RecordKind } from '../../crm/types';
import { baseAddress } from '../address';
import { calls, cases, leads, meetings, opportunities } from '../espocrm/entities';
import {
  API,
  changed,
  type Entity,
  type EntityName,
  fields,
  listSchema,
  partnerField,
  present,
} from '../espocrm/records';
import { MORE_SETTING, optional } from '../more';
import type { PullContext, RequiredField, SourceKind, Stream } from '../types';

const changes = (entity: Entity, id: string): Stream => ({
  id,
  name: entity.words,
  page: (context, cursor) => changed(context, cursor, entity),
});

const requiredOf = async (
  context: PullContext,
  entity: EntityName,
  object: RecordKind,
): Promise<RequiredField[]> =>
  Object.entries(await fields(context, entity)).flatMap(([name, { required }]) =>
    required ? [{ object, fields: [name], stages: [] }] : [],
  );

export const source: SourceKind = {
  id: 'espocrm',
  name: 'EspoCRM',
  description:
    'Opportunities with their meetings and calls, and leads and cases that name a partner, of your EspoCRM, by the API key of a user of the type API.',
  crm: 'espocrm',
  settings: [
    {
      id: 'address',
      label: 'Address of EspoCRM',
      hint: 'As in the browser, up to the folder that it is in.',
      kind: 'address',
      required: true,
      placeholder: 'https://crm.example.com/',
    },
    {
      id: 'partner',
      label: 'Field that leads to the partner',
      hint: 'Its name in the Entity Manager. Empty: the only field of the opportunity that speaks of a partner.',
      kind: 'text',
      required: false,
      placeholder: 'partner',
    },
    { ...MORE_SETTING, hint: 'Leads and cases are read only where a field of theirs leads to a partner.' },
  ],
  credential: {
    label: 'API key',
    hint: 'Of an API user whose role reads opportunities.',
    required: true,
  },
  base: ({ address = '' }) => baseAddress(address),
  authorize: (secret) => ({ 'X-Api-Key': secret }),
  async check(context) {
    const partner = await partnerField(context, 'Opportunity');
    await context.client.json(listSchema, `${API}Opportunity`, { query: { maxSize: 1, select: 'id' } });
    return partner
      ? `EspoCRM answers; the field "${partner}" leads to the partner`
      : 'EspoCRM answers; no field of the opportunity names a partner, so deals come without one';
  },
  streams: [
    changes(opportunities, 'deals'),
    present(opportunities, 'present'),
    ...[leads, cases, meetings, calls].flatMap((entity) =>
      [changes(entity, entity.words), present(entity, `present ${entity.words}`)].map((stream) =>
        optional(stream, `the right to read ${entity.words} in the API user’s role`),
      ),
    ),
  ],
  required: async (context) => [
    ...(await requiredOf(context, 'Opportunity', 'deal')),
    ...(context.settings.more === 'deals' ? [] : await requiredOf(context, 'Lead', 'lead')),
  ],
};
