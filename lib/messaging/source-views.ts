import type { Settings } from '../sources/types';
import type { SourceRun, StoredSource } from '../store/sources';

/** A source as the options page shows it: never its credential, only whether there is one. */
export interface SourceView
  extends Pick<
    StoredSource,
    'id' | 'kind' | 'name' | 'settings' | 'everyMinutes' | 'paused' | 'trouble' | 'nextAt'
  > {
  hasCredential: boolean;
  /** Host that it asks; null where its settings name none. */
  host: string | null;
  /** Whether the browser gives access to it. */
  granted: boolean;
  running: boolean;
  /** Fields that the service demands. */
  required: number;
  /** Latest first. */
  runs: SourceRun[];
}

/** What a person sets of a source. */
export interface SourceDraft {
  /** Made by the page, so that a message that comes twice makes one source. */
  id: string;
  kind: string;
  name: string;
  settings: Settings;
  everyMinutes: number;
  /** Left out = as it is; null = none. */
  credential?: string | null | undefined;
}
