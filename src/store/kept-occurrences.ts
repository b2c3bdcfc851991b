/**
 * SQL conditions on `occurrences AS o`: what keeps a row from being deleted. Every table that
 * refers to an occurrence stands here, so that no removal ever breaks a key.
 */

function isReferredToFrom(tables: readonly string[]): string {
  const rows = tables.map(
    (table) =>
      `EXISTS (SELECT 1 FROM ${table} AS r WHERE r.guild_id = o.guild_id AND r.occurrence_id = o.id)`,
  );
  return `(${rows.join(' OR ')})`;
}

/** Something happened in it, or was said of it: it is the past, and stays. */
export const HAS_A_PAST = isReferredToFrom(['sessions', 'session_events', 'due', 'attendance']);

/** People have made plans for it, which hold again when the session comes back. */
export const IS_PLANNED_FOR = isReferredToFrom(['sign_ups', 'teaching']);

/** Nothing was decided about it that its series' rule does not say. */
export const FOLLOWS_THE_RULE = `(o.placed_by = 'rule' AND o.called_off = 0)`;
