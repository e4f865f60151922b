import { ExportButton, type ExportButtonProps } from '../../ui/ExportButton';

/** The way to save a table, on a line of its own below it. */
export function ExportLine({ what, content }: Pick<ExportButtonProps, 'what' | 'content'>) {
  return (
    <div>
      <ExportButton size="s" what={what} content={content} />
    </div>
  );
}
