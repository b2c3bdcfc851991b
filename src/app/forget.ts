import type { Caller } from './command.ts';
import type { RoleOutcome } from './ports.ts';
import { rowsOf } from './sign-up-changes.ts';
import type { SignUpPorts } from './sign-ups.ts';

/** Takes the person's roles first, then erases everything, even where a role could not be taken. */
export async function forget(
  { store, clock, roles, log, onChange }: SignUpPorts,
  caller: Caller,
): Promise<{ readonly rolesLeft: number }> {
  const { guildId, userId } = caller;
  const roleIds = rowsOf(store, caller)
    .filter(({ hasRole }) => hasRole)
    .map(({ seriesId }) => store.signUps.roleOf(guildId, seriesId))
    .filter((roleId) => roleId !== null);
  const outcomes = await Promise.all(roleIds.map((roleId) => roles.take(guildId, userId, roleId)));
  const rolesLeft = outcomes.filter((outcome) => isLeft(outcome)).length;
  if (rolesLeft > 0) log.warn({ guildId, rolesLeft }, 'roles of somebody who was forgotten stay');
  store.people.forget(guildId, userId, clock.nowMs());
  onChange();
  return { rolesLeft };
}

/** Who is not there any more, and a role that is gone, leave nothing to take. */
function isLeft(outcome: RoleOutcome): boolean {
  if (outcome.kind === 'done') return false;
  return outcome.kind === 'notNow' || outcome.why === 'MISSING_PERMISSION';
}
