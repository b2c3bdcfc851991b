INSERT INTO series (guild_id, id, position, body_version, body, saved_at_ms) VALUES ('100', 'morning', 0, 3,
  '{"id":"morning","name":"Morning practice","rule":{"zone":"America/Los_Angeles","dates":{"kind":"recurring","rrule":"FREQ=DAILY","anchorDate":"2026-01-05"},"wallTimes":["07:00"]},"durationMs":2700000,"room":"practice","announce":"announcements","graceMs":300000,"remindersMs":[3600000],"teacherIds":["301"],"ifNobodyChooses":{"kind":"recording","recordingId":null},"description":"","paused":false,"tellsTeacherChanges":false,"participantsVote":true}', 1);

INSERT INTO occurrences (guild_id, id, series_id, starts_at_ms, ends_at_ms, revision, cancelled,
  called_off, placed_by, sequence)
VALUES ('100', 'morning@2026-12-01', 'morning', 1796137200000, 1796139900000, 1, 0, 0, 'rule', 0);

INSERT INTO sessions (guild_id, occurrence_id, state_version, state, saved_at_ms) VALUES ('100', 'morning@2026-12-01', 2,
  '{"phase":"waiting","sinceMs":1796137200000,"listenersSinceMs":null,"noticedAtMs":null,"heldUntilMs":null,"presence":{"teachers":0,"listeners":2},"emptySinceMs":null,"welcomedAtMs":null,"isInRoom":false,"isInterrupted":false,"soundKey":null,"votes":[],"practices":0,"turn":3}', 1);

INSERT INTO session_events (guild_id, occurrence_id, at_ms, event_version, event, phase_after, rule)
VALUES ('100', 'morning@2026-12-01', 1796137200000, 1, '{"type":"clockReached","atMs":1796137200000}', 'waiting', 'started');

INSERT INTO due (guild_id, occurrence_id, kind, revision, channel_id, due_at_ms, expires_at_ms, action_version, action,
  status, epoch, first_tried_at_ms, message_id, added_at_ms, changed_at_ms)
VALUES ('100', 'morning@2026-12-01', 'reminder.1h', 1, '400', 1796133600000, 1796136300000, 1,
  '{"do":"post","text":{"key":"reminder","params":{"minutes":60}}}', 'sent', 1, 1796133600100, '500', 1, 2);

INSERT INTO due (guild_id, occurrence_id, kind, revision, channel_id, due_at_ms, expires_at_ms, action_version, action,
  added_at_ms, changed_at_ms)
VALUES ('100', 'morning@2026-12-01', 'fold.1h', 1, '400', 1796137200000, 1796139900000, 1,
  '{"do":"remove","ofKind":"reminder.1h"}', 1, 1);

INSERT INTO recordings (guild_id, id, title, speaker, language, length_ms, status, permission_ends_at_ms, sha256,
  kind, intensity, licence, credit, transcript, file, saved_at_ms, proposed_by, approved_by, approved_at_ms,
  revoked_at_ms, permission_from, permission_at_ms, source, link, decided_at_ms, approved_as,
  source_sha256, page)
VALUES ('100', 'self-kindness', 'Self-kindness', 'A sample voice', 'en', 600000, 'approved', NULL,
  '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'guided', 'gentle', 'CC0-1.0', 'Sample',
  'Be kind to yourself.', 'sample-self-kindness.opus', 1, '301', '302', 1650, NULL, 'The teacher herself', 1600,
  'studio tape', 'https://example.org/self-kindness', 1650,
  '["0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","Self-kindness","A sample voice","en",600000,null]',
  'fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210',
  '{"address":"https://soundcloud.com/ana/self-kindness","trackId":"11","userId":"22","durationMs":600000}');

INSERT INTO file_checks (sha256, fingerprint, checked_at_ms)
VALUES ('0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', '1:2:3', 1650);

INSERT INTO own_sentences (guild_id, language, sentence_id, status, words, sha256, length_ms, spans, origin,
  spoken_sha256, set_by, set_at_ms, accepted_by, accepted_at_ms)
VALUES ('100', 'en', 'close', 'accepted', 'Thank you for sitting with us.',
  '89abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567', 2400, '[{"fromMs":400,"toMs":2200}]', 'recorded',
  'cdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab', '301', 1660, '302', 1670);

INSERT INTO plays (guild_id, recording_id, at_ms) VALUES ('100', 'self-kindness', 1600), ('100', 'self-kindness', 1700);

INSERT INTO audit (guild_id, at_ms, actor_id, action, subject, before, after)
VALUES ('100', 1, NULL, 'timetable.replaced', 'timetable', 'null', '{"series":1}');

INSERT INTO settings (key, value) VALUES ('zone.version', '2026c');

INSERT INTO person_numbers (guild_id, last_number) VALUES ('100', 7);

INSERT INTO people (guild_id, number, user_id, zone, language, locale, wants_direct, reminders, teaches, last_asked_at_ms)
VALUES ('100', 7, '301', 'Europe/Berlin', 'de', 'de', 1, '[3600000]', 1, 5);

INSERT INTO direct_spent (guild_id, day, messages) VALUES ('100', '2026-11-30', 3);

INSERT INTO sign_ups (guild_id, number, series_id, occurrence_id, wants, has_role, at_ms)
VALUES ('100', 7, 'morning', '', 1, 1, 6), ('100', 7, 'morning', 'morning@2026-12-01', 0, 0, 7);

INSERT INTO series_roles (guild_id, series_id, role_id) VALUES ('100', 'morning', '600');

INSERT INTO teaching (guild_id, occurrence_id, number, status, asked_at_ms, starts_at_ms, changed_at_ms)
VALUES ('100', 'morning@2026-12-01', 7, 'confirmed', 8, 1796137200000, 9);

INSERT INTO attendance (guild_id, occurrence_id, listeners) VALUES ('100', 'morning@2026-12-01', 2);

INSERT INTO sign_up_weeks (guild_id, week_of, series_id, sign_ups) VALUES ('100', '2026-11-23', 'morning', 1);

INSERT INTO calendar_events (guild_id, occurrence_id, event_id) VALUES ('100', 'morning@2026-12-01', '700');

INSERT INTO change_batches (id, guild_id, channel_id, opened_at_ms, closes_at_ms) VALUES (1, '100', '400', 10, 20);

INSERT INTO changes (batch_id, body_version, body) VALUES (1, 1,
  '{"type":"teacher","seriesId":"morning","occurrenceId":"morning@2026-12-01","before":null,"after":7}');
