/** Where a file is picked, or dropped, for an option of a command. */
import { element, setText } from './elements.ts';
import { MOST_FILE_BYTES, type HandOverAnswer } from './protocol.ts';
import { words } from './words.ts';

export interface FileField {
  readonly place: HTMLElement;
  readonly input: HTMLInputElement;
  /** The file that was picked; null when there is none. */
  picked(): File | null;
}

export function fileField(id: string, label: string, isRequired: boolean): FileField {
  const note = element('span', { class: 'note' }, words.dropHere);
  const input = element('input', {
    id,
    type: 'file',
    'aria-required': String(isRequired),
    change: show,
  });
  const remove = element(
    'button',
    {
      type: 'button',
      class: 'link',
      hidden: true,
      'aria-label': words.removeFileLabel(label),
      click: () => {
        input.value = '';
        show();
        input.focus();
      },
    },
    words.removeFile,
  );
  const about = element('p', { class: 'picked', role: 'status' }, note);
  const place = element('div', { class: 'drop-place' }, input, about, remove);

  function picked(): File | null {
    return input.files?.[0] ?? null;
  }

  function show(): void {
    const file = picked();
    const isTooLarge = file !== null && file.size > MOST_FILE_BYTES;
    place.classList.toggle('too-large', isTooLarge);
    remove.hidden = file === null;
    if (file === null) about.replaceChildren(note);
    else setText(about, isTooLarge ? words.fileTooLarge : words.picked(file.name, file.size));
  }

  takeDrops(place, (files) => {
    input.files = files;
    show();
    input.focus();
  });
  return { place, input, picked };
}

/** A file that is dropped beside such a place would open in the page's stead; nothing does that. */
export function ignoreStrayDrops(): void {
  for (const name of ['dragover', 'drop']) {
    document.addEventListener(name, (event) => {
      const { dataTransfer } = event as DragEvent;
      if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      dataTransfer.dropEffect = 'none';
    });
  }
}

function takeDrops(place: HTMLElement, take: (files: FileList) => void): void {
  const mark = (isOver: boolean) => place.classList.toggle('over', isOver);
  place.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    mark(true);
  });
  place.addEventListener('dragleave', () => mark(false));
  place.addEventListener('drop', (event) => {
    mark(false);
    const files = event.dataTransfer?.files;
    if (files === undefined || files.length === 0) return;
    event.preventDefault();
    take(files);
  });
}

/** Sends the file as it is read from the disk. */
export async function handOver(file: File): Promise<HandOverAnswer> {
  try {
    const name = encodeURIComponent(file.name);
    const answer = await fetch(`/hand-over/${name}`, { method: 'POST', body: file });
    return (await answer.json()) as HandOverAnswer;
  } catch {
    // Neither the room's absence nor a file that is gone from the disk says more than this.
    return { words: words.fileNotTaken };
  }
}
