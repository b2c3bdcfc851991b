/** Prints the link that invites the bot: `npm run invite`. */
import { readConfig, readEnvironment } from './config.ts';
import { findApplicationId, INVITED_PERMISSIONS, invitationUrl } from './discord/invite.ts';
import { createLog } from './log.ts';
import { invitationNeedsToken, invitationNotFound, invitationText } from './texts/invitation.ts';

async function main(): Promise<void> {
  const environment = readEnvironment();
  const token = environment['DISCORD_TOKEN']?.trim() ?? '';
  const reading = readConfig(environment);
  // Whoever invites the bot need not know the server's id yet, so only its own part counts.
  const mistake = reading.ok ? undefined : reading.mistakes.find((one) => CONCERNS.has(one.name));
  if (mistake || token === '') {
    say(mistake ? `${mistake.name}: ${mistake.remedy}` : invitationNeedsToken());
    process.exitCode = 1;
    return;
  }
  const apiUrl = environment['DISCORD_API_URL']?.trim() || null;
  const log = createLog({ level: 'error', secrets: [token] });
  const applicationId = await findApplicationId(token, apiUrl, log);
  if (applicationId === null) {
    say(invitationNotFound());
    process.exitCode = 1;
    return;
  }
  say(invitationText(invitationUrl(applicationId), INVITED_PERMISSIONS));
}

const CONCERNS: ReadonlySet<string> = new Set(['DISCORD_TOKEN', 'DISCORD_API_URL']);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
