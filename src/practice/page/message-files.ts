/** The pictures and other files of a message. */
import { element } from './elements.ts';
import type { FileView } from './protocol.ts';
import { words } from './words.ts';

/** Null when there are none. */
export function messageFiles(files: readonly FileView[]): HTMLElement | null {
  if (files.length === 0) return null;
  return element(
    'ul',
    { class: 'files' },
    ...files.map((file) => element('li', {}, file.isPicture ? picture(file) : download(file))),
  );
}

/** Opens in its full size; a screen reader hears the description, or at least the name. */
function picture({ name, url, description, widthPx, heightPx }: FileView): HTMLElement {
  return element(
    'a',
    { class: 'picture', href: url, target: '_blank', rel: 'noopener' },
    element('img', {
      src: url,
      alt: description ?? name,
      title: description,
      width: widthPx,
      height: heightPx,
    }),
  );
}

function download({ name, url, sizeBytes }: FileView): HTMLElement {
  return element(
    'a',
    { class: 'file', href: url, download: name },
    element('span', { class: 'name' }, name),
    element('span', { class: 'note' }, words.fileSize(sizeBytes)),
  );
}
