import { useState } from 'react';
import { request } from '@/lib/messaging/client';
import type { StoredPlan } from '@/lib/store/plans';
import { Button } from '../../ui/Button';
import { useLoad } from '../../ui/use-load';
import { usePartners } from '../partners/use-partners';
import { ExportLine } from '../parts/ExportLine';
import { capitalise } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { plansDocument } from './document';
import { PlanDialog } from './PlanDialog';

const askPlans = () => request('plans.list', {});

/** What was agreed to be tracked with partners: asked for on the deals and leads that name them. */
export function PlansSection() {
  const plans = useLoad(askPlans, useRevision());
  const partners = usePartners();
  const [open, setOpen] = useState<{ plan: StoredPlan; isNew: boolean } | null>(null);
  const nameOf = (scope: string) => {
    const id = scope.slice(scope.indexOf(':') + 1);
    if (scope.startsWith('type:')) return `Every ${id}`;
    return partners.data?.find((partner) => partner.id === id)?.name ?? id;
  };
  return (
    <section className={section.section} aria-labelledby="plans">
      <h2 id="plans">Tracking plans</h2>
      <p className={section.lead}>
        What was agreed to be tracked with a partner, or with every partner of a type: campaign tags, referral
        codes, deal registrations, fields of the CRM. The panel asks for them on deals and leads of that
        partner, and puts in what is always the same with one key.
      </p>
      <Loaded load={plans} what="the tracking plans" lines={2}>
        {(list) =>
          list.length > 0 && (
            <>
              <div className={table.scroll}>
                <table className={table.table} aria-label="Tracking plans">
                  <thead>
                    <tr>
                      <th scope="col">Partner</th>
                      <th scope="col">Tracked</th>
                      <td />
                    </tr>
                  </thead>
                  <tbody>
                    {list.map((plan) => (
                      <tr key={plan.scope}>
                        <th scope="row">{capitalise(nameOf(plan.scope))}</th>
                        <td className={table.soft}>
                          {plan.items
                            .map(({ fields, value }) => (value ? `${fields[0]} = ${value}` : fields[0]))
                            .join(', ')}
                          {plan.from && <span className={table.note}>{plan.from}</span>}
                        </td>
                        <td className={table.end}>
                          <Button
                            size="s"
                            variant="quiet"
                            aria-label={`Edit the tracking plan of ${nameOf(plan.scope)}`}
                            onClick={() =>
                              setOpen({ plan: { scope: plan.scope, items: plan.items }, isNew: false })
                            }
                          >
                            Edit
                          </Button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <ExportLine what="the tracking plans" content={() => plansDocument(list, nameOf)} />
            </>
          )
        }
      </Loaded>
      <Button
        icon="plus"
        onClick={() =>
          setOpen({ plan: { scope: 'type:', items: [{ fields: [''], value: null }] }, isNew: true })
        }
      >
        Add a tracking plan
      </Button>
      {open && (
        <PlanDialog
          plan={open.plan}
          isNew={open.isNew}
          taken={plans.data?.map(({ scope }) => scope) ?? []}
          partners={partners.data ?? []}
          onClose={() => setOpen(null)}
          onSave={async (plan) => {
            await request('plans.save', plan);
            say(
              plan.items.length > 0
                ? `The tracking plan of ${nameOf(plan.scope)} was saved.`
                : `The tracking plan of ${nameOf(plan.scope)} was removed.`,
            );
            plans.reload();
          }}
        />
      )}
    </section>
  );
}
