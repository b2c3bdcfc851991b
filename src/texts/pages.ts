/** A long text from people, cut into messages. */
import { plain } from './plain.ts';

/** Escaping at most doubles a text, so that a piece of so many characters fits into any page. */
const PIECE_LIMIT = 700;

/**
 * The same words, safe inside Discord's markdown, in pages of at most `limit` characters: cut
 * between lines where it can be, else between words. `limit` is at least 1,500.
 */
export function pagesOf(text: string, limit: number): string[] {
  const pieces = text.split(/\r\n|\r|\n/).flatMap((line) =>
    piecesOf(line).map((piece, index) => ({
      text: plain(piece),
      joint: index === 0 ? '\n' : ' ',
    })),
  );
  const pages: string[] = [];
  let page = '';
  for (const piece of pieces) {
    const longer = page + piece.joint + piece.text;
    if (longer.trim().length <= limit) {
      page = longer;
      continue;
    }
    pages.push(page.trim());
    page = piece.text;
  }
  return [...pages, page.trim()].filter((each) => each !== '');
}

/** Words as they are, in runs that are short enough; a word that is longer than that is cut. */
function piecesOf(line: string): string[] {
  const words = line.split(/(?<=\s)/).flatMap((word) => word.match(WORD_PART) ?? []);
  const pieces: string[] = [];
  let piece = '';
  for (const word of words) {
    if (piece.length + word.length > PIECE_LIMIT) {
      pieces.push(piece);
      piece = '';
    }
    piece += word;
  }
  return [...pieces, piece];
}

/** By characters, so that none is cut in half. */
const WORD_PART = new RegExp(`[^]{1,${PIECE_LIMIT / 2}}`, 'gu');
