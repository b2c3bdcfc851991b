import type { AttendanceStore } from '../app/people-port.ts';
import type { GuildId, OccurrenceId, SeriesId } from '../domain/identity.ts';
import type { Connection } from './connection.ts';

type Attended = ReturnType<AttendanceStore['between']>[number];
type SignUpWeek = ReturnType<AttendanceStore['signUpsSince']>[number];

export function attendanceStore(connection: Connection): AttendanceStore {
  const count = connection.change<{
    guildId: GuildId;
    occurrenceId: OccurrenceId;
    listeners: number;
  }>(
    `INSERT INTO attendance (guild_id, occurrence_id, listeners)
     VALUES (@guildId, @occurrenceId, @listeners)
     ON CONFLICT (guild_id, occurrence_id) DO UPDATE SET listeners = excluded.listeners
       WHERE listeners < excluded.listeners`,
  );
  const between = connection.query<{ guildId: GuildId; fromMs: number; toMs: number }, Attended>(
    `SELECT o.id AS occurrenceId, o.series_id AS seriesId, o.starts_at_ms AS startsAtMs, a.listeners
     FROM attendance AS a
     JOIN occurrences AS o ON o.guild_id = a.guild_id AND o.id = a.occurrence_id
     WHERE a.guild_id = @guildId AND o.ends_at_ms > @fromMs AND o.starts_at_ms < @toMs
     ORDER BY o.starts_at_ms, o.id`,
  );
  const countSignUps = connection.change<{
    guildId: GuildId;
    seriesId: SeriesId;
    weekOf: string;
    signUps: number;
  }>(
    `INSERT INTO sign_up_weeks (guild_id, week_of, series_id, sign_ups)
     VALUES (@guildId, @weekOf, @seriesId, @signUps)
     ON CONFLICT (guild_id, week_of, series_id) DO UPDATE SET sign_ups = excluded.sign_ups
       WHERE sign_ups <> excluded.sign_ups`,
  );
  const signUpsSince = connection.query<{ guildId: GuildId; weekOf: string }, SignUpWeek>(
    `SELECT series_id AS seriesId, week_of AS weekOf, sign_ups AS signUps FROM sign_up_weeks
     WHERE guild_id = @guildId AND week_of >= @weekOf ORDER BY week_of, series_id`,
  );

  return {
    count: (guildId, occurrenceId, listeners) =>
      void count.run({ guildId, occurrenceId, listeners }),
    between: (guildId, fromMs, toMs) => between.all({ guildId, fromMs, toMs }),
    countSignUps: (guildId, seriesId, weekOf, signUps) =>
      void countSignUps.run({ guildId, seriesId, weekOf, signUps }),
    signUpsSince: (guildId, weekOf) => signUpsSince.all({ guildId, weekOf }),
  };
}
