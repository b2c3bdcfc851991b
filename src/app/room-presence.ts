import { countPresence, type Presence } from '../domain/presence.ts';
import { teacherRuleOf } from './guild-settings.ts';
import type { Directory, Store } from './ports.ts';
import type { SessionContext } from './session-context.ts';
import { withTeachersOf } from './teaching-plan.ts';

/** Who is in the session's room by the gateway's view; null when that is stale. */
export function presenceIn(
  ports: { readonly store: Store; readonly directory: Directory },
  { settings, series, roomId, occurrence }: SessionContext,
): Presence | null {
  const members = roomId && ports.directory.roomMembers(occurrence.guildId, roomId);
  if (!members) return null;
  const known = withTeachersOf(ports.store, occurrence, series);
  return countPresence(members, teacherRuleOf(settings, ports, known));
}
