import { useState } from 'react';
import { NotFound } from '../NotFound';
import { Loaded } from '../parts/Loaded';
import { CataloguePage } from './CataloguePage';
import { copyOf, newKpi } from './editor/draft';
import { EditorPage } from './editor/EditorPage';
import { KpiPage } from './KpiPage';
import { ProgrammeEvidence } from './ProgrammeEvidence';
import { type KpiShelf, useCatalogue } from './use-catalogue';

/**
 * `#/kpis` the catalogue, `#/kpis/<id>` one definition with today's values across partners, `#/kpis/<id>/programme` the
 * rows behind everybody's value, `#/kpis/<id>/edit` and `#/kpis/<id>/copy` the editor, `#/kpis/new` the editor with
 * nothing in it.
 */
export function KpisPage({ path }: { path: readonly string[] }) {
  const load = useCatalogue();
  return (
    <Loaded load={load} what="the KPIs" lines={10}>
      {(shelf) => <Shown key={path.join('/')} path={path} shelf={shelf} />}
    </Loaded>
  );
}

function Shown({ path: [id, action], shelf }: { path: readonly string[]; shelf: KpiShelf }) {
  const codes = shelf.own.map(({ definition }) => definition.code);
  // Made once: figures that are computed meanwhile must not begin it anew.
  const [made] = useState(() => {
    if (id === 'new') return newKpi(codes);
    const found = id === undefined ? undefined : shelf.find(id);
    return found && action === 'copy' ? copyOf(found, codes) : null;
  });
  if (id === undefined) return <CataloguePage shelf={shelf} />;
  if (made) return <EditorPage start={made} isNew shelf={shelf} />;
  const definition =
    shelf.find(id) ?? shelf.own.find((row) => row.id === id && row.deletedAt === null)?.definition;
  if (!definition) return <NotFound what={`the KPI “${id}”`} list="kpis" />;
  if (action === 'programme') return <ProgrammeEvidence definition={definition} />;
  if (action === 'edit' && shelf.own.some((row) => row.id === definition.id))
    return <EditorPage start={definition} isNew={false} shelf={shelf} />;
  return <KpiPage definition={definition} shelf={shelf} />;
}
