import { useState } from 'react';
import type { FieldRule } from '@/lib/fields/types';
import { request } from '@/lib/messaging/client';
import type { RuleView } from '@/lib/messaging/views';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNote } from '../../ui/ErrorNote';
import { ExportButton } from '../../ui/ExportButton';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { Loaded } from '../parts/Loaded';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { crmName } from './crms';
import { rulesDocument } from './document';
import styles from './FieldsPage.module.css';
import { PlansSection } from './PlansSection';
import { RuleDialog } from './RuleDialog';
import { newRule, ruleScopeWords } from './rule';

const listRules = () => request('rules.list', {});

type Open =
  | { what: 'edit'; rule: FieldRule; isNew: boolean }
  | { what: 'delete'; rule: FieldRule }
  | { what: 'reset' };

/** Fields that must be filled, by kind of record, stage, partner type and CRM. */
export function FieldsPage() {
  const rules = useLoad(listRules, useRevision());
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button
      variant="primary"
      icon="plus"
      onClick={() => setOpen({ what: 'edit', rule: newRule(), isNew: true })}
    >
      Add a rule
    </Button>
  );

  return (
    <>
      <PageHead
        title="Required fields"
        lead="On a record that a rule fits, the panel lists the fields that are empty and takes you to them. What the CRM itself marks as required is listed too, without a rule."
        actions={
          <>
            <Button onClick={() => setOpen({ what: 'reset' })}>Reset to built-in</Button>
            {add}
            <ExportButton
              what="the rules"
              disabled={!rules.data || rules.data.length === 0}
              content={() => rulesDocument(rules.data!)}
            />
          </>
        }
      />
      <Loaded load={rules} what="the rules">
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No rules" action={add}>
              <p>Only what the CRM itself marks as required is listed as missing.</p>
            </EmptyState>
          ) : (
            <div className={table.scroll}>
              <table className={table.table} aria-label="Required-field rules">
                <thead>
                  <tr>
                    <th scope="col">Field</th>
                    <th scope="col">Required on</th>
                    <th scope="col">Why</th>
                    <th scope="col">On</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {list.map((rule) => (
                    <RuleRow
                      key={rule.id}
                      rule={rule}
                      onEdit={(plain) => setOpen({ what: 'edit', rule: plain, isNew: false })}
                      onDelete={() => setOpen({ what: 'delete', rule })}
                      onSaved={rules.reload}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <PlansSection />
      {open?.what === 'edit' && (
        <RuleDialog
          rule={open.rule}
          isNew={open.isNew}
          onClose={close}
          onSave={async (rule) => {
            await request('rules.save', rule);
            say(`The rule for ${rule.fields[0]} was saved.`);
            rules.reload();
          }}
        />
      )}
      <ConfirmDialog
        open={open?.what === 'delete'}
        title="Delete this rule?"
        confirm="Delete"
        onClose={close}
        onConfirm={async () => {
          if (open?.what !== 'delete') return;
          await request('rules.delete', { id: open.rule.id });
          say(`The rule for ${open.rule.fields[0]} was deleted.`);
          rules.reload();
        }}
      >
        <p>
          {open?.what === 'delete' && <strong>{open.rule.fields[0]}</strong>} is no longer listed as missing
          by this rule. To pause it instead, switch it off.
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={open?.what === 'reset'}
        title="Reset to the built-in rules?"
        confirm="Reset"
        onClose={close}
        onConfirm={async () => {
          await request('rules.reset', {});
          say('The built-in rules are back.');
          rules.reload();
        }}
      >
        <p>Your own rules and your changes to the built-in ones are removed.</p>
      </ConfirmDialog>
    </>
  );
}

function RuleRow({
  rule: { from, locked = false, ...rule },
  onEdit,
  onDelete,
  onSaved,
}: {
  rule: RuleView;
  onEdit: (rule: FieldRule) => void;
  onDelete: () => void;
  onSaved: () => void;
}) {
  const name = rule.fields[0] ?? rule.id;
  const toggle = useAction(async (enabled: boolean) => {
    await request('rules.save', { ...rule, enabled });
    say(`The rule for ${name} is ${enabled ? 'on' : 'off'}.`);
    onSaved();
  });
  return (
    <tr className={rule.enabled ? undefined : styles.off}>
      <th scope="row">
        {name}
        {rule.fields.length > 1 && <span className={table.note}>or {rule.fields.slice(1).join(', ')}</span>}
      </th>
      <td className={table.soft}>{ruleScopeWords(rule, crmName)}</td>
      <td className={table.soft}>
        {rule.why}
        {(locked || from) && (
          <span className={table.note}>{locked ? 'set by your administrator' : from}</span>
        )}
      </td>
      <td className={table.mark}>
        <input
          type="checkbox"
          aria-label={`Rule for ${name} is on`}
          checked={rule.enabled}
          disabled={toggle.busy || locked}
          onChange={(event) => toggle.run(event.target.checked)}
        />
        {toggle.error && <ErrorNote title="Not changed.">{toggle.error}</ErrorNote>}
      </td>
      <td className={table.end}>
        {!locked && (
          <>
            <Button
              size="s"
              variant="quiet"
              aria-label={`Edit the rule for ${name}`}
              onClick={() => onEdit(rule)}
            >
              Edit
            </Button>
            <Button size="s" variant="quiet" aria-label={`Delete the rule for ${name}`} onClick={onDelete}>
              Delete
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}
