import { plural } from '@/lib/kpi/format';
import type { Policy } from '@/lib/policy/types';
import { ErrorNote } from '../../ui/ErrorNote';
import section from '../parts/section.module.css';
import styles from './TeamPage.module.css';
import { FEATURE_WORDS } from './words';

/** What an administrator set by policy, and what of it cannot be followed; nothing where they set nothing. */
export function AdministratorSection({ policy }: { policy: Policy }) {
  const { limits, rules, sources, trustedSigners, off, problems } = policy;
  if ([limits, rules, sources, trustedSigners, off, problems].every((list) => list.length === 0)) return null;
  return (
    <section className={section.section} aria-labelledby="administrator">
      <h2 id="administrator">Set by your administrator</h2>
      <p className={section.lead}>
        This holds before anything of yours or of a pack, and cannot be changed here.
      </p>
      <ul className={styles.lists}>
        {limits.length > 0 && <li>{plural(limits.length, 'limit')}: see Limits.</li>}
        {rules.length > 0 && <li>{plural(rules.length, 'rule')}: see Required fields.</li>}
        {sources.map(({ name, url, everyMinutes }) => (
          <li key={url}>
            {name}: {url}, every {plural(everyMinutes, 'minute')}.
          </li>
        ))}
        {trustedSigners.map(({ name, fingerprint }) => (
          <li key={fingerprint}>
            Packs of {name} are accepted: <span className={styles.print}>{fingerprint}</span>. Those of others
            are refused.
          </li>
        ))}
        {off.map((feature) => (
          <li key={feature}>{FEATURE_WORDS[feature]}: switched off.</li>
        ))}
      </ul>
      {problems.length > 0 && (
        <ErrorNote title={`${plural(problems.length, 'entry', 'entries')} of the policy cannot be followed`}>
          <ul className={styles.lists}>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          Tell your administrator; everything else of the policy holds.
        </ErrorNote>
      )}
    </section>
  );
}
