import { useId } from 'react';
import { Button, IconButton } from '../ui/Button';
import { ListBadges } from '../ui/ListBadges';
import styles from './SiteMenu.module.css';

export interface SiteMenuProps {
  /** Badges on the site's lists and boards are on. */
  lists: boolean;
  onLists: (on: boolean) => Promise<void>;
  onOptions: (route: string) => void;
}

/** What can be set for the site, from within the panel. */
export function SiteMenu({ lists, onLists, onOptions }: SiteMenuProps) {
  const id = useId();
  return (
    <>
      <IconButton icon="settings" label="This site" popoverTarget={id} />
      {/* biome-ignore lint/a11y/useSemanticElements: a switch and a link, no set of form controls */}
      <div id={id} popover="auto" role="group" aria-label="This site" className={styles.menu}>
        <ListBadges on={lists} save={onLists} />
        <Button variant="link" size="s" onClick={() => onOptions('/sites')}>
          All settings of sites
        </Button>
      </div>
    </>
  );
}
