/** What coordinators read, put into words. */
import type { ChannelId, GuildId, OccurrenceId } from '../domain/identity.ts';
import type { IngestEnd } from '../domain/ingest.ts';
import { readPreflightLines } from '../domain/preflight.ts';
import type { PageChange } from '../domain/sound-cloud.ts';
import { voiceAlertText } from '../texts/by-code.ts';
import type { Texts } from '../texts/texts.ts';
import type { OwnSentenceFault } from './guild-voice.ts';
import type { Due, DueText } from './ports.ts';
import type { Unheard } from './recording-alerts.ts';
import { sessionContext, type ContextPorts } from './session-context.ts';

interface Alerting {
  readonly ports: ContextPorts;
  readonly texts: Texts;
  readonly row: Due;
  readonly params: DueText['params'];
}

/** Null for a key that says nothing. */
export function alertText({ ports, texts, row, params }: Alerting, key: string): string | null {
  const { alerts } = texts;
  const channelId = params['channelId'] as ChannelId;
  const sessionName = sessionNameOf(ports, row.guildId, row.occurrenceId);
  const unposted = { sessionName, channelId, kind: String(params['kind']) };
  switch (key) {
    case 'alert.sound':
      return voiceAlertText(texts, String(params['fault']), params['roomId'] as ChannelId | null);
    case 'alert.refused':
      return alerts.postRefused({ ...unposted, why: params['why'] as 'MISSING_PERMISSION' });
    case 'alert.unknown':
      return alerts.postUnknown(unposted);
    case 'alert.skipped':
      return alerts.postSkipped(unposted);
    case 'alert.timetable':
      return alerts.badTimetable({ mistakes: String(params['mistakes']).split('\n') });
    case 'alert.channel':
      return alerts.unknownChannel({
        sessionName: String(params['seriesName']),
        written: String(params['written']),
        field: params['field'] as 'room' | 'announce',
      });
    case 'alert.role':
      return alerts.unknownRole({
        written: String(params['written']),
        role: params['role'] as 'teacher',
      });
    case 'alert.roles':
      return texts.signUp.rolesRefused();
    case 'alert.status':
      return texts.panel.mayNotSetStatus();
    case 'alert.events':
      return texts.events.mayNotKeep();
    case 'alert.recording':
      return texts.recording.unheard({
        title: params['title'] as string | null,
        why: params['why'] as Unheard,
      });
    case 'alert.permission':
      return texts.recording.permissionEnds({
        title: String(params['title']),
        endsAtMs: Number(params['endsAtMs']),
      });
    case 'alert.preflight':
      return texts.preflight.told({ lines: readPreflightLines(String(params['lines'])) });
    case 'alert.page':
      return texts.soundCloud.changed({
        title: String(params['title']),
        change: params['change'] as PageChange,
      });
    case 'alert.ingest':
      // The row was made from an IngestEnd by recording-alerts.ts, field by field.
      return texts.ingest.laterEnd({
        title: String(params['title']),
        end: params as unknown as IngestEnd,
      });
    case 'alert.voice':
      return texts.voice.unused({
        sentenceId: String(params['sentenceId']),
        why: params['why'] as OwnSentenceFault,
      });
    case 'alert.restored':
      return texts.store.restored({
        backupAtMs: Number(params['backupAtMs']),
        restoredAtMs: Number(params['restoredAtMs']),
      });
    case 'alert.storeBack':
      return texts.store.isBack({ sinceMs: Number(params['sinceMs']) });
    case 'alert.backup':
      return texts.store.noBackup();
    case 'alert.file':
      return alerts.fileChanged({ title: String(params['title']) });
    default:
      return null;
  }
}

function sessionNameOf(ports: ContextPorts, guildId: GuildId, occurrenceId: OccurrenceId): string {
  return sessionContext(ports, guildId, occurrenceId)?.series.name ?? '';
}
