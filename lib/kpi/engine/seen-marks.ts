import { grown } from '../../facts/growing';

/** Marks by code, used again by every scan that counts things once: each marks with numbers of its own. */
export class SeenMarks {
  /** Who had the thing last. */
  owner = new Int32Array(0);
  /** Next number that no scan marked with. */
  next = 1;
  private windows = new Int32Array(0);

  /** Makes room for `size` codes; what is marked stays. */
  reserve(size: number): void {
    this.owner = grown(this.owner, size);
  }

  /** In which windows; only several at once need it. */
  get bits(): Int32Array {
    this.windows = grown(this.windows, this.owner.length);
    return this.windows;
  }
}
