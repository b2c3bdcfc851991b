/** What the buttons of a panel ask of the app. */
import type { OccurrenceId } from '../domain/identity.ts';
import { textsFor } from '../texts/languages.ts';
import type { Caller } from './command.ts';
import { markerOf } from './marker.ts';
import { menu } from './messages.ts';
import { isPanel, panelView } from './panel-message.ts';
import type { Clock, Menu, Recording } from './ports.ts';
import { sessionContext, type ContextPorts } from './session-context.ts';

export interface PanelApp {
  /**
   * Whether the message of that marker is the panel of a practice that is over. False for every
   * other message: those have rules of their own.
   */
  isOver(caller: Caller, occurrenceId: OccurrenceId, marker: string): boolean;
  /** What may follow instead of what is on, in the caller's language; null when nothing else fits. */
  otherChoices(caller: Caller, occurrenceId: OccurrenceId, language: string): Menu | null;
  /** The recording that plays in that session; null when none does. */
  playing(caller: Caller, occurrenceId: OccurrenceId): Recording | null;
}

/** A press of the private menu is about no row of the outbox. */
const NO_MARKER = '-';

export function createPanelApp(ports: ContextPorts & { readonly clock: Clock }): PanelApp {
  const { store, clock, directory } = ports;

  function playing({ guildId }: Caller, occurrenceId: OccurrenceId): Recording | null {
    const state = store.sessions.load(guildId, occurrenceId);
    return state?.phase === 'playing' ? store.allowlist.find(guildId, state.recordingId) : null;
  }

  return {
    isOver({ guildId }, occurrenceId, marker) {
      const { selfId } = directory;
      if (selfId === null) return false;
      const row = store.due
        .ofOccurrence(guildId, occurrenceId)
        .find((each) => isPanel(each) && markerOf(selfId, each) === marker);
      return row !== undefined && panelView(store, row, clock.nowMs()).kind === 'over';
    },
    otherChoices(caller, occurrenceId, language) {
      const context = sessionContext(ports, caller.guildId, occurrenceId);
      if (!context) return null;
      const asked = {
        ports: { ...ports, nowMs: () => clock.nowMs() },
        texts: textsFor(language),
        marker: NO_MARKER,
        row: { occurrenceId },
      };
      const [row] = menu(asked, context);
      if (!row) return null;
      const now = `recording:${playing(caller, occurrenceId)?.id ?? ''}`;
      const options = row[0].options.filter(({ value }) => value !== now);
      return options.length === 0 ? null : { ...row[0], options };
    },
    playing,
  };
}
