import { asId, type OccurrenceId } from '../domain/identity.ts';

/**
 * The id of a button or menu: what it does, which row of the outbox its message came
 * from, and which session it is about (or a series, or a draft: whatever the action knows).
 * Discord allows 100 characters.
 */
export interface ComponentId {
  /** `hold`, `choose`: the key under which a command lists its handler. */
  readonly action: string;
  /** Names the outbox row of the message; `-` on a private reply. */
  readonly marker: string;
  readonly occurrenceId: OccurrenceId | null;
  /** What a button stands for, where several share an action; null where its action says it all. */
  readonly value: string | null;
}

/** For what is about no session: the same place of the id holds a series, a draft, a person. */
type NewComponentId = Omit<ComponentId, 'occurrenceId' | 'value'> & {
  readonly value?: string | null;
} & ({ readonly occurrenceId: OccurrenceId | null } | { readonly subject: string });

const PREFIX = 'bell';
const LONGEST = 100;
/** Neither a control nor half a character. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]*$/u;

export function formatComponentId(id: NewComponentId): string {
  const about = 'subject' in id ? id.subject : (id.occurrenceId ?? '');
  const value = id.value ?? null;
  const text = [PREFIX, id.action, id.marker, about, ...(value === null ? [] : [value])].join('|');
  if (text.length > LONGEST) throw new Error(`A component id is too long: ${text}`);
  return text;
}

/** Null for an id that this program did not make; the sender is never trusted. */
export function parseComponentId(text: string): ComponentId | null {
  if (text.length > LONGEST || !PRINTABLE.test(text)) return null;
  const [prefix, action, marker, occurrenceId, value, ...rest] = text.split('|');
  if (prefix !== PREFIX || !action || !marker || occurrenceId === undefined) return null;
  if (value === '' || rest.length > 0) return null;
  return {
    action,
    marker,
    occurrenceId: occurrenceId === '' ? null : asId<OccurrenceId>(occurrenceId),
    value: value ?? null,
  };
}
