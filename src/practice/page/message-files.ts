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
    ...files.map((file) => element('li', {}, shownFile(file))),
  );
}

function shownFile(file: FileView): HTMLElement {
  if (file.isSound) return sound(file);
  return file.isPicture ? picture(file) : download(file);
}

/** Nothing is loaded before somebody wants to hear it. */
function sound({ name, url, sizeBytes }: FileView): HTMLElement {
  return element(
    'div',
    { class: 'sound-file' },
    element(
      'p',
      {},
      element('span', { class: 'name' }, name),
      element('span', { class: 'note' }, words.fileSize(sizeBytes)),
      element('a', { href: url, download: name, 'aria-label': words.saveLabel(name) }, words.save),
    ),
    element('audio', { controls: true, preload: 'none', src: url, 'aria-label': words.hear(name) }),
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
