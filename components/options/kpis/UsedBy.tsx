import type { ReactNode } from 'react';
import { useCallback } from 'react';
import type { KpiDefinition } from '@/lib/kpi/define';
import { presetsWith } from '@/lib/kpi/presets';
import { referencesOf } from '@/lib/kpi/references';
import { allFocus } from '@/lib/store/focus';
import { allPartners } from '@/lib/store/partners';
import { useLoad } from '../../ui/use-load';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import { hrefOf } from '../router';
import { useRevision } from '../state/revision';
import styles from './Kpis.module.css';
import type { KpiShelf } from './use-catalogue';

/** Where a scope of a scorecard is chosen, and its name; `names` holds the partners'. */
function scopeLink(scope: string, names: ReadonlyMap<string, string>): { href: string; label: string } {
  const [level = 'global', ...rest] = scope.split(':');
  if (level === 'global') return { href: hrefOf('focus'), label: 'all partners' };
  const id = rest.join(':');
  const label = level === 'partner' ? (names.get(id) ?? id) : `${level} ${id}`;
  return { href: hrefOf('focus', level, id), label };
}

function Links({ links }: { links: readonly { href: string; label: string }[] }) {
  return links.map(({ href, label }, i) => (
    <span key={href}>
      {i > 0 && ', '}
      <a href={href}>{label}</a>
    </span>
  ));
}

/** Who looks at a KPI: presets, scorecards that chose it, and KPIs made of it. */
export function UsedBy({ definition, shelf }: { definition: KpiDefinition; shelf: KpiShelf }) {
  const ask = useCallback(async () => {
    const chosen = (await allFocus()).filter(({ kpis }) => kpis.includes(definition.id));
    if (chosen.length === 0) return [];
    const names = new Map((await allPartners()).map(({ id, name }) => [id, name]));
    return chosen.map(({ scope }) => scopeLink(scope, names));
  }, [definition.id]);
  const load = useLoad(ask, useRevision());
  const { models, objectives, stages } = presetsWith(definition.id);
  const madeOfIt = shelf.definitions.filter(({ formula }) => referencesOf(formula).kpis.has(definition.id));
  return (
    <section className={section.section} aria-labelledby="used-by">
      <h2 id="used-by">Used by</h2>
      <Loaded load={load} what="who uses it" lines={2}>
        {(scorecards) => {
          const entries: [string, ReactNode][] = [
            ['Presets of a partner model', models.join(', ')],
            ['Presets of an objective', objectives.join(', ')],
            ['Presets of a stage', stages.join(', ')],
            ['Scorecards that chose it', scorecards.length > 0 && <Links key="chosen" links={scorecards} />],
            [
              'KPIs made of it',
              madeOfIt.length > 0 && (
                <Links
                  key="made"
                  links={madeOfIt.map(({ id, name }) => ({ href: hrefOf('kpis', id), label: name }))}
                />
              ),
            ],
          ];
          const used = entries.filter(([, text]) => text);
          if (used.length === 0)
            return (
              <p className={section.lead}>
                No preset and no other KPI has it, and no scorecard shows it first.{' '}
                <a href={hrefOf('focus')}>Choose what scorecards show</a>
              </p>
            );
          return (
            <dl className={styles.definition}>
              {used.map(([term, text]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          );
        }}
      </Loaded>
    </section>
  );
}
