import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Roles } from '../../src/app/ports.ts';
import { asId, type GuildId, type RoleId, type UserId } from '../../src/domain/identity.ts';

/** How somebody else's role differs from one that the bot makes. */
export type OtherRole = 'as made' | 'above the bot’s' | 'with permissions' | 'not mentionable';

/** What a test can do to the guild under the roles. The bot may manage none at first. */
export interface RolesWorld {
  readonly roles: Roles;
  readonly guildId: GuildId;
  readonly personId: UserId;
  /** Resolves when the bot could know it. */
  allow(): Promise<void>;
  holdersOf(roleId: RoleId): readonly UserId[];
  rolesNamed(name: string): readonly RoleId[];
  /** Everyone may mention it, and it allows nothing. */
  isPlain(roleId: RoleId): boolean;
  addRole(name: string, kind: OtherRole): RoleId;
  deleteRole(roleId: RoleId): void;
  removePerson(): void;
  limitNextGive(retryAfterMs: number): void;
  close(): Promise<void>;
}

const NAME = 'Evening sitting';

/** The laws of roles: the fake and the real adapter keep the same ones. */
export function describeRoles(name: string, open: () => Promise<RolesWorld>): void {
  describe(`${name} as roles`, () => {
    let world: RolesWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    describeMaking(() => world);
    describeHolding(() => world);
  });
}

async function make(world: RolesWorld, name = NAME): Promise<RoleId> {
  const outcome = await world.roles.create(world.guildId, name);
  if (outcome.kind !== 'made') throw new Error(`Not made: ${JSON.stringify(outcome)}`);
  return outcome.roleId;
}

function describeMaking(of: () => RolesWorld): void {
  test('as it was invited it may manage none', async () => {
    const { roles, guildId } = of();
    expect(roles.mayManage(guildId)).toBe(false);
    expect(await roles.create(guildId, NAME)).toEqual({
      kind: 'refused',
      why: 'MISSING_PERMISSION',
    });
  });

  test('with the permission it makes one that can be mentioned and allows nothing', async () => {
    const world = of();
    await world.allow();
    expect(world.roles.mayManage(world.guildId)).toBe(true);
    const roleId = await make(world);
    expect(world.rolesNamed(NAME)).toEqual([roleId]);
    expect(world.isPlain(roleId)).toBe(true);
  });

  test('the same name again is the same role', async () => {
    const world = of();
    await world.allow();
    expect(await make(world)).toBe(await make(world));
    expect(world.rolesNamed(NAME)).toHaveLength(1);
  });

  test('another name is another role', async () => {
    const world = of();
    await world.allow();
    expect(await make(world, 'Morning sitting')).not.toBe(await make(world));
  });

  test('a role that stands there as if the bot had made it is used', async () => {
    const world = of();
    await world.allow();
    const standing = world.addRole(NAME, 'as made');
    expect(await make(world)).toBe(standing);
  });

  test.each<[OtherRole]>([['above the bot’s'], ['with permissions'], ['not mentionable']])(
    'somebody’s role of that name that is %s is left alone',
    async (kind) => {
      const world = of();
      await world.allow();
      const standing = world.addRole(NAME, kind);
      expect(await make(world)).not.toBe(standing);
      expect(world.rolesNamed(NAME)).toHaveLength(2);
    },
  );

  test('after it was deleted a new one is made', async () => {
    const world = of();
    await world.allow();
    const first = await make(world);
    world.deleteRole(first);
    expect(await make(world)).not.toBe(first);
  });
}

function describeHolding(of: () => RolesWorld): void {
  test('who is given it holds it until it is taken', async () => {
    const world = of();
    const { roles, guildId, personId } = world;
    await world.allow();
    const roleId = await make(world);
    expect(await roles.give(guildId, personId, roleId)).toEqual({ kind: 'done' });
    expect(world.holdersOf(roleId)).toEqual([personId]);
    expect(await roles.take(guildId, personId, roleId)).toEqual({ kind: 'done' });
    expect(world.holdersOf(roleId)).toEqual([]);
  });

  test('giving twice and taking twice are no faults', async () => {
    const world = of();
    const { roles, guildId, personId } = world;
    await world.allow();
    const roleId = await make(world);
    await roles.give(guildId, personId, roleId);
    expect(await roles.give(guildId, personId, roleId)).toEqual({ kind: 'done' });
    expect(world.holdersOf(roleId)).toEqual([personId]);
    await roles.take(guildId, personId, roleId);
    expect(await roles.take(guildId, personId, roleId)).toEqual({ kind: 'done' });
  });

  test.each(['give', 'take'] as const)('%s: whoever has left the guild is told', async (verb) => {
    const world = of();
    await world.allow();
    const roleId = await make(world);
    world.removePerson();
    const outcome = await world.roles[verb](world.guildId, world.personId, roleId);
    expect(outcome).toEqual({ kind: 'refused', why: 'UNKNOWN_MEMBER' });
  });

  test.each(['give', 'take'] as const)('%s: a role that is gone is told', async (verb) => {
    const world = of();
    await world.allow();
    const roleId = await make(world);
    world.deleteRole(roleId);
    const outcome = await world.roles[verb](world.guildId, world.personId, roleId);
    expect(outcome).toEqual({ kind: 'refused', why: 'UNKNOWN_ROLE' });
  });

  test.each(['give', 'take'] as const)('%s: a role above the bot’s is refused', async (verb) => {
    const world = of();
    await world.allow();
    const roleId = world.addRole('Moderator', 'above the bot’s');
    const outcome = await world.roles[verb](world.guildId, world.personId, roleId);
    expect(outcome).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
    expect(world.holdersOf(roleId)).toEqual([]);
  });

  test('without the permission nobody is given any', async () => {
    const world = of();
    const roleId = world.addRole(NAME, 'as made');
    const outcome = await world.roles.give(world.guildId, world.personId, roleId);
    expect(outcome).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
  });

  test('a limit is told, with the wait, and nothing was given', async () => {
    const world = of();
    await world.allow();
    const roleId = await make(world);
    world.limitNextGive(20_000);
    const outcome = await world.roles.give(world.guildId, world.personId, roleId);
    expect(outcome).toMatchObject({ kind: 'notNow', retryAfterMs: expect.any(Number) });
    expect(outcome.kind === 'notNow' && outcome.retryAfterMs).toBeGreaterThanOrEqual(20_000);
    expect(world.holdersOf(roleId)).toEqual([]);
  });

  test('an id that never was a role is told', async () => {
    const world = of();
    await world.allow();
    const outcome = await world.roles.give(world.guildId, world.personId, asId<RoleId>('1'));
    expect(outcome).toEqual({ kind: 'refused', why: 'UNKNOWN_ROLE' });
  });
}
