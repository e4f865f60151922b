import type { FieldRule } from '../fields/types';
import type { StoredSource } from '../store/sources';
import type { SourceKind } from './types';

/** What a service demands as rules of required fields, on its own pages. */
export function rulesOf(source: Pick<StoredSource, 'id' | 'required'>, kind: SourceKind): FieldRule[] {
  return (source.required?.fields ?? []).map(({ object, fields, stages }) => ({
    // By the field and not by its place, so that what a person changes stays with it.
    id: `source:${source.id}:${object}:${fields.at(-1)}`,
    objects: [object],
    stages,
    partnerTypes: [],
    crms: kind.crm === null ? [] : [kind.crm],
    fields,
    why: `${kind.name} demands it`,
    enabled: true,
  }));
}
