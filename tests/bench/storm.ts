/** Functions that run inside the CRM's page. Each must stand by itself: only its own text gets there. */

interface Storm {
  perSecond: number;
  seconds: number;
}

/** Appends a list of related rows below the record, as CRMs show activities or line items. */
export function addRows(count: number): void {
  const table = document.createElement('table');
  const body = table.createTBody();
  for (let row = 0; row < count; row++) {
    const cells = body.insertRow();
    for (const text of [`Task ${row}`, 'Call back', 'Open', `Owner ${row % 7}`, '2026-01-31'])
      cells.insertCell().textContent = text;
  }
  document.querySelector('main')?.append(table);
}

/**
 * Changes rows of the page's table at a steady rate: texts, classes, and rows that are taken out and put back. Marks
 * its beginning and end in the trace.
 * @returns number of changes made
 */
export function runStorm({ perSecond, seconds }: Storm): Promise<number> {
  const rows = [...document.querySelectorAll('tbody tr')] as HTMLTableRowElement[];
  const TICK = 10;
  const perTick = Math.round((perSecond * TICK) / 1_000);
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  let done = 0;
  return new Promise((resolve) => {
    performance.mark('storm-start');
    const begin = performance.now();
    const tick = () => {
      // What a late timer left undone is made up for: the number of changes does not depend on the machine.
      const due = Math.min(perSecond * seconds, Math.ceil((performance.now() - begin) / TICK) * perTick);
      for (; done < due; done++) {
        const row = rows[next(rows.length)]!;
        const kind = done % 20;
        if (kind === 0) {
          const { parentNode, nextSibling } = row;
          row.remove();
          parentNode?.insertBefore(row, nextSibling);
        } else if (kind % 2) row.cells[next(row.cells.length)]!.lastChild!.textContent = `changed ${done}`;
        else row.className = `state-${done % 5}`;
      }
      if (done < perSecond * seconds) return;
      clearInterval(timer);
      performance.mark('storm-end');
      resolve(done);
    };
    const timer = setInterval(tick, TICK);
  });
}
