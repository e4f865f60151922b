import evidence from './EvidenceView.module.css';
import { Icon } from './Icon';

/** A figure made again from nothing but the parts that are listed, and whether it is the one shown. */
export function Recomputed({ same, figure, from }: { same: boolean; figure: string; from: string }) {
  return (
    <p className={same ? evidence.check : evidence.differs} role={same ? undefined : 'alert'}>
      <Icon name={same ? 'check' : 'alert'} size={14} />
      <span>
        Recomputed from {from}: {figure},{' '}
        {same
          ? 'the same.'
          : 'which is not what stands above. Open it again; if they still differ, do not rely on this number.'}
      </span>
    </p>
  );
}
