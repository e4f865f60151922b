import { linkColumn, partnerColumn, testColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'field_checks',
  name: 'Field checks',
  description: 'One row per required field of a record at its latest check: filled or not.',
  identity: ['record', 'field'],
  date: 'checked',
  columns: {
    record: {
      kind: 'key',
      domain: 'checked-record',
      label: 'Record',
      description: 'Id of the record that was checked, in its system.',
      required: true,
      aliases: ['checked record', 'record id', 'record number', 'datensatz', 'enregistrement', 'registro'],
    },
    field: {
      kind: 'key',
      domain: 'checked-field',
      label: 'Field',
      description: 'Required field that was looked at.',
      required: true,
      aliases: ['field name', 'required field', 'feld', 'pflichtfeld', 'champ', 'campo'],
    },
    partner: partnerColumn,
    rule: {
      kind: 'category',
      domain: 'field-rule',
      label: 'Rule',
      description: 'Rule that asks for the field.',
      aliases: ['rule name', 'requirement', 'regel', 'regle', 'regla'],
    },
    checked: {
      kind: 'day',
      label: 'Checked',
      description: 'Day of the check.',
      required: true,
      aliases: ['check date', 'checked on', 'checked at', 'as of', 'geprueft am', 'verifie le'],
    },
    filled: {
      kind: 'flag',
      label: 'Filled',
      description: 'Whether the field had a value.',
      required: true,
      aliases: ['is filled', 'complete', 'filled in', 'ausgefuellt', 'rempli', 'completado'],
    },
    link: linkColumn,
    test: testColumn,
  },
};
