import type { Sliced } from '../crm/slices';
import type { PageReading } from '../crm/types';
import type { Former } from './settle';

export interface WatcherOptions {
  doc: Document;
  /** Reads the page as it is now. */
  read(): Sliced<{ reading: PageReading }>;
  /** The elements that a reading was made of; none where they are not known. */
  places?(reading: PageReading): readonly Element[];
  /** True for nodes of our overlay. */
  own(node: Node): boolean;
  /**
   * A new reading of the page at `url`.
   * @param next where the page is pending: the record that it seems to show, which is believed when it settled
   */
  onReading(url: string, reading: PageReading, next?: Former): void;
  /** False once the extension is gone. */
  alive(): boolean;
  /** The extension is gone; nothing is watched any more. */
  onLost(): void;
  signal: AbortSignal;
}
