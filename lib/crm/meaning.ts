/** Meanings of fields for readers that know their CRM. */
import { type FieldRole, rolesOf } from './labels';
import { byLabel, type FoundField } from './record';

/** As the reader says, else by its label. */
export const asTold = (field: FoundField, otherwise = byLabel): readonly FieldRole[] => {
  if (field.role === undefined) return otherwise(field);
  return field.role ? [field.role] : [];
};

/** The CRM's machine names are more telling than its labels, which may be translated. */
export const byKey = (field: FoundField): readonly FieldRole[] =>
  asTold(field, ({ key, label }) => rolesOf(rolesOf(key).length ? key : label));
