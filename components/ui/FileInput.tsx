import type { Ref } from 'react';

export interface FileInputProps {
  ref: Ref<HTMLInputElement>;
  /** What to choose, for who cannot see the button that opens it. */
  label: string;
  accept?: string;
  multiple?: boolean;
  /** At least one file was chosen. */
  onFiles: (files: [File, ...File[]]) => void;
}

/** The browser's own file chooser behind a button of ours: the button calls `click()` on it. */
export function FileInput({ ref, label, accept, multiple = false, onFiles }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      accept={accept}
      multiple={multiple}
      aria-label={label}
      hidden
      onChange={(event) => {
        const [first, ...rest] = event.target.files ?? [];
        // The same file can be chosen again once it was mended.
        event.target.value = '';
        if (first) onFiles([first, ...rest]);
      }}
    />
  );
}
