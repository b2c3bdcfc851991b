/** What was found when everything was looked over, for coordinators and for whoever runs the bot. */
import type {
  BrokenCode,
  NamedChannel,
  PreflightLine,
  PreflightOutcome,
  PreflightReport,
  PreflightSubject,
} from '../domain/preflight.ts';
import { channelMention } from './discord-format.ts';
import { oneLine, plainName } from './plain.ts';

/** Puts quotation marks around it, as the language has them. */
type Quote = (text: string) => string;

/** How channels and what people typed are shown: Discord wants mentions, a terminal wants neither. */
export interface PreflightRendering {
  /** Whether the reader is whoever runs the bot. */
  readonly isAtMachine: boolean;
  readonly channel: (channel: NamedChannel, quote: Quote) => string;
  readonly written: (text: string, quote: Quote) => string;
  readonly title: (text: string, quote: Quote) => string;
}

export const preflightInDiscord: PreflightRendering = {
  isAtMachine: false,
  channel: ({ channelId }) => channelMention(channelId),
  written: (text, quote) => quote(plainName(text)),
  title: (text) => `**${plainName(text)}**`,
};

export const preflightInTerminal: PreflightRendering = {
  isAtMachine: true,
  channel: ({ name }, quote) => quote(oneLine(name)),
  written: (text, quote) => quote(oneLine(text)),
  title: (text, quote) => quote(oneLine(text)),
};

export interface PreflightTexts {
  /** Cells of a table. */
  readonly subjects: Readonly<Record<PreflightSubject, () => string>>;
  readonly outcomes: Readonly<Record<PreflightOutcome, () => string>>;
  /** What was found, in a sentence. */
  readonly finding: (line: PreflightLine, as: PreflightRendering) => string;
  /** What a person can do about it. */
  readonly remedy: (line: PreflightLine<BrokenCode>, as: PreflightRendering) => string;
  /** Below a table; plain. */
  readonly summary: (p: { readonly broken: number; readonly skipped: number }) => string;
  /** For coordinators, in `/status`: one line when all is well. `limit`: in characters. */
  readonly status: (report: PreflightReport, limit: number) => string;
  /** To coordinators, when something is wrong that was not before. */
  readonly told: (p: { readonly lines: readonly PreflightLine[] }) => string;
}
