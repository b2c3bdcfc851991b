/** Starts the stand-in for Discord in a process of its own, and asks things of it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import type {
  Answer,
  PretendDiscordDeeds,
  PretendDiscordOptions,
} from './pretend-discord-process.ts';

export const TOKEN = 'YmVuY2g.bench.token';

type Deeds = PretendDiscordDeeds;
type DeedName = keyof Deeds;

export interface PretendDiscord extends Awaited<ReturnType<Deeds['describe']>> {
  ask<Name extends DeedName>(
    name: Name,
    ...parameters: Parameters<Deeds[Name]>
  ): Promise<Awaited<ReturnType<Deeds[Name]>>>;
  close(): Promise<void>;
}

/** The voice server's certificate is trusted by this process from now on. */
export async function startPretendDiscord(
  options: Pick<PretendDiscordOptions, 'guilds'> & Partial<PretendDiscordOptions>,
): Promise<PretendDiscord> {
  const path = fileURLToPath(new URL('./pretend-discord-process.ts', import.meta.url));
  const all: PretendDiscordOptions = { token: TOKEN, offsetMs: 0, latencyMs: 0, ...options };
  const child = fork(path, [JSON.stringify(all)], { serialization: 'advanced' });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  child.on('message', (answer: Answer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('fault' in answer) asker?.reject(new Error(answer.fault));
    else asker?.resolve(answer.result);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`The pretend Discord has ended with code ${code}.`));
    }
  });

  const ask: PretendDiscord['ask'] = (deed, ...parameters) => {
    const asker = Promise.withResolvers<unknown>();
    asked += 1;
    waiting.set(asked, asker);
    child.send({ id: asked, deed, parameters });
    return asker.promise as Promise<never>;
  };
  const described = await ask('describe');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), described.caPem]);
  return {
    ...described,
    ask,
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
