import { afterEach, describe, expect, test } from '@jest/globals';
import { request, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { PublicTimetable } from '../../src/web/public-timetable.ts';
import { startWebServer, type WebServer, type WebServerOptions } from '../../src/web/web-server.ts';
import { DAY_MS, HOUR_MS, NOW_MS, plainSession, plainTimetable } from './plain-timetable.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

let server: WebServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(
  timetable: PublicTimetable | null,
  options: Partial<WebServerOptions> = {},
): Promise<WebServer> {
  server = await startWebServer({
    port: 0,
    health: () => ({ isReady: true, reasons: [] }),
    timetable: () => timetable,
    nowMs: () => NOW_MS,
    publicUrl: 'https://practice.example.org',
    ...options,
  });
  return server;
}

/** Not fetch, which adds headers of its own and unpacks what it gets. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asking = request(new URL(path, server?.url), { method, headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const { statusCode: status = 0, headers: answered } = response;
      resolve({ status, headers: answered, bytes, text: bytes.toString() });
    });
  });
  asking.on('error', reject);
  asking.end();
  return promise;
}

describe('health', () => {
  test('is 200 when the bot is ready', async () => {
    await serve(null);
    const { status, text } = await ask('/health');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ isLive: true, isReady: true, reasons: [] });
    expect(server?.healthUrl).toBe(`${server?.url}health`);
  });

  test('is 503 with the reasons until then, and is never kept', async () => {
    const reason = { code: 'GATEWAY_AWAY', since: '2026-12-02T15:00:00.000Z', text: 'Away.' };
    const health = { isReady: false, reasons: [reason] };
    await serve(null, { health: () => health });
    const { status, text, headers } = await ask('/health');
    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({ isLive: true, ...health });
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('the page', () => {
  test('shows the sessions of four weeks under their days, in the zone of the timetable', async () => {
    await serve(
      plainTimetable([
        plainSession({ id: 'ended', startsAtMs: NOW_MS - 2 * HOUR_MS }),
        plainSession({ id: 'goes-on', startsAtMs: NOW_MS - HOUR_MS / 2 }),
        plainSession({ id: 'soon', startsAtMs: Date.UTC(2026, 10, 25, 2, 30) }),
        plainSession({ id: 'cancelled', startsAtMs: Date.UTC(2026, 10, 27, 15), cancelled: true }),
        plainSession({ id: 'moved', startsAtMs: Date.UTC(2026, 10, 28, 15), isMoved: true }),
        plainSession({ id: 'last', startsAtMs: NOW_MS + 28 * DAY_MS - 1 }),
        plainSession({ id: 'beyond', startsAtMs: NOW_MS + 28 * DAY_MS }),
      ]),
    );
    const { status, headers, text } = await ask('/en');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const ids = [...text.matchAll(/<li class="session[^"]*" id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['goes-on', 'soon', 'cancelled', 'moved', 'last']);
    const days = [...text.matchAll(/<h2 id="day-[\d-]+"><time datetime="([^"]+)">([^<]+)</g)];
    expect(days.map(([, key, name]) => `${key} ${name}`)).toEqual([
      '2026-11-24 Tuesday 24 November',
      '2026-11-27 Friday 27 November',
      '2026-11-28 Saturday 28 November',
      '2026-12-22 Tuesday 22 December',
    ]);
    expect(text).toContain('All times are Los Angeles time.');
    expect(text).toContain('<time datetime="2026-11-25T02:30:00.000Z">6:30 pm</time>');
    expect(text).toContain('<s>Morning practice</s>');
    expect(text).toContain('Cancelled: this session does not take place.');
    expect(text).toContain('Moved: this is not its usual time.');
  });

  test('says so when nothing is planned', async () => {
    await serve(plainTimetable([]));
    const { status, text } = await ask('/en');
    expect(status).toBe(200);
    expect(text).toContain('No sessions are planned for the next four weeks.');
    expect(text).not.toContain('application/ld+json');
  });

  test('names every address that search engines and calendars look for', async () => {
    await serve(plainTimetable([plainSession(), plainSession({ id: 'b', seriesName: 'Other' })]));
    const { text } = await ask('/de');
    expect(text).toContain('<html lang="de">');
    expect(text).toContain('<link rel="canonical" href="https://practice.example.org/de" />');
    for (const language of ['en', 'es', 'de', 'fr']) {
      expect(text).toContain(
        `hreflang="${language}" href="https://practice.example.org/${language}"`,
      );
    }
    expect(text).toContain('hreflang="x-default" href="https://practice.example.org/"');
    expect(text).toContain('href="webcal://practice.example.org/calendar.ics?lang=de"');
    expect(text).toMatch(/<meta name="description" content="[^"]{80,200}"/);
    expect(text).not.toMatch(
      /<script(?![^>]*(?:src="\/|application\/ld\+json))|<style|style="|onclick/,
    );
  });

  test('tells search engines of the sessions', async () => {
    const cancelled = plainSession({ id: 'b', cancelled: true, startsAtMs: NOW_MS + DAY_MS });
    await serve(plainTimetable([plainSession(), cancelled]));
    const { text } = await ask('/en');
    const [, json = ''] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(text) ?? [];
    const data = JSON.parse(json) as { '@graph': Record<string, unknown>[] };
    expect(data['@graph'].map(({ eventStatus }) => eventStatus)).toEqual([
      'https://schema.org/EventCancelled',
      'https://schema.org/EventScheduled',
    ]);
    expect(data['@graph'][1]).toMatchObject({
      '@type': 'Event',
      name: 'Morning practice',
      startDate: '2026-12-02T15:00:00.000Z',
      endDate: '2026-12-02T16:00:00.000Z',
    });
  });

  test('has plain links where nobody knows its address outside', async () => {
    await serve(plainTimetable([plainSession()]), { publicUrl: null });
    const { text } = await ask('/en');
    expect(text).toContain('href="/calendar.ics?lang=en"');
    expect(text).not.toContain('webcal:');
    expect(text).not.toContain('ld+json');
  });

  test('stands below a path where it is told so', async () => {
    await serve(plainTimetable([plainSession()]), { publicUrl: 'https://example.org/practice/' });
    const { text } = await ask('/en');
    expect(text).toContain('href="https://example.org/practice/es"');
    expect(text).toContain('webcal://example.org/practice/calendar.ics?lang=en');
    expect(text).toMatch(/src="\/practice\/localise\.[0-9a-f]+\.js"/);
  });

  test('shows an invitation when there is one', async () => {
    await serve(plainTimetable([]), { joinUrl: 'https://discord.gg/example' });
    expect((await ask('/en')).text).toContain('href="https://discord.gg/example"');
  });

  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
    ['</script><b>', '&lt;/script&gt;&lt;b&gt;'],
    ["it's & that", 'it&#39;s &amp; that'],
    ['{place} $& ${1}', '{place} $&amp; ${1}'],
  ])('keeps a hostile name harmless: %s', async (hostile, harmless) => {
    const session = plainSession({ seriesName: hostile, description: hostile, roomName: hostile });
    await serve(plainTimetable([session], { communityName: hostile }));
    const { text } = await ask('/en');
    const data = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(text)?.[1] ?? '';
    expect(text.replace(data, '').split(harmless).length).toBeGreaterThan(4);
    if (hostile !== '{place} $& ${1}') expect(text.replace(data, '')).not.toContain(hostile);
    expect(data).not.toContain('<');
    const { '@graph': events } = JSON.parse(data) as { '@graph': { name: string }[] };
    expect(events[0]?.name).toBe(hostile);
  });
});

describe('languages', () => {
  test.each([
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['tlh, fr;q=0.3, es;q=0.7', 'es'],
    ['ES-mx', 'es'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['*', 'en'],
    ['', 'en'],
    ['zh', 'en'],
  ])('%s is answered in %s', async (wanted, language) => {
    await serve(plainTimetable([plainSession()]));
    const { text, headers } = await ask('/', { 'Accept-Language': wanted });
    expect(text).toContain(`<html lang="${language}">`);
    expect(headers.vary).toBe('Accept-Language, Accept-Encoding');
  });

  test('an address that names one is answered in it, whatever the browser asks', async () => {
    await serve(plainTimetable([plainSession()]));
    const { text, headers } = await ask('/fr', { 'Accept-Language': 'de' });
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain('<time datetime="2026-12-02">mercredi 2 décembre</time>');
    expect(headers.vary).toBe('Accept-Encoding');
  });

  test('the feed speaks the one it is asked for, else English', async () => {
    await serve(plainTimetable([plainSession({ cancelled: true })]));
    expect((await ask('/calendar.ics?lang=de')).text).toContain('SUMMARY:Abgesagt: Morning');
    expect((await ask('/calendar.ics')).text).toContain('SUMMARY:Cancelled: Morning');
    expect((await ask('/calendar.ics?lang=xx')).text).toContain('SUMMARY:Cancelled: Morning');
  });
});

describe('the feed', () => {
  test('is a calendar file of all sessions, or of one series', async () => {
    const other = plainSession({ id: 'b@1', seriesId: 'evening & more' as never });
    await serve(plainTimetable([plainSession(), other]));
    const all = await ask('/calendar.ics');
    expect(all.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(all.text.match(/^UID:.*/gm)).toHaveLength(2);
    const one = await ask('/calendar/evening%20%26%20more.ics');
    expect(one.text.match(/^UID:.*/gm)).toEqual(['UID:b@1@bellkeeper']);
    expect((await ask('/calendar/other.ics')).status).toBe(404);
  });
});

describe('caching', () => {
  test.each(['/en', '/', '/calendar.ics', '/calendar/morning.ics?lang=fr'])(
    '%s is told by its tag whether it has changed',
    async (path) => {
      const timetable = plainTimetable([plainSession()]);
      await serve(timetable);
      const first = await ask(path);
      const etag = first.headers.etag ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect(first.headers['cache-control']).toMatch(
        /^public, max-age=\d+, stale-while-revalidate=\d+$/,
      );
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await ask(path, { 'If-None-Match': known });
        expect(again.status).toBe(304);
        expect(again.bytes).toHaveLength(0);
        expect(again.headers.etag).toBe(etag);
      }
      timetable.sessions = [plainSession({ cancelled: true, sequence: 1 })];
      const changed = await ask(path, { 'If-None-Match': etag });
      expect(changed.status).toBe(200);
      expect(changed.headers.etag).not.toBe(etag);
    },
  );

  test('a server that was started again gives the same tags', async () => {
    const tags: unknown[] = [];
    for (let start = 0; start < 2; start += 1) {
      await serve(plainTimetable([plainSession()]));
      tags.push([(await ask('/en')).headers.etag, (await ask('/calendar.ics')).headers.etag]);
      await server?.close();
    }
    expect(tags[0]).toEqual(tags[1]);
  });

  test('the timetable is asked once an hour, whatever the languages', async () => {
    let nowMs = NOW_MS;
    const timetable = plainTimetable([plainSession()]);
    await serve(timetable, { nowMs: () => nowMs });
    await Promise.all([ask('/en'), ask('/en'), ask('/'), ask('/en')]);
    await ask('/de');
    expect(timetable.asked).toBe(1);
    nowMs += HOUR_MS;
    await ask('/en');
    expect(timetable.asked).toBe(2);
  });

  test('compressed bytes say the same under a tag of their own', async () => {
    await serve(plainTimetable([plainSession()]));
    const plain = await ask('/en');
    const packed = await ask('/en', { 'Accept-Encoding': 'br, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    const refused = await ask('/en', { 'Accept-Encoding': 'gzip;q=0, br' });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  test('style and script may be kept for good, since their names change with them', async () => {
    await serve(plainTimetable([plainSession()]));
    const { text } = await ask('/en');
    const addresses = [...text.matchAll(/(?:src|href)="(\/[\w.]+\.(?:js|css|svg))"/g)];
    expect(addresses).toHaveLength(3);
    for (const [, address = ''] of addresses) {
      const { status, headers, bytes } = await ask(address);
      expect(status).toBe(200);
      expect(bytes.length).toBeGreaterThan(100);
      expect(headers['cache-control']).toContain('max-age=31536000');
    }
  });
});

describe('what is not there', () => {
  test('HEAD tells everything but the body', async () => {
    await serve(plainTimetable([plainSession()]));
    for (const path of ['/en', '/calendar.ics', '/health']) {
      const get = await ask(path);
      const head = await ask(path, {}, 'HEAD');
      expect(head.status).toBe(200);
      expect(head.bytes).toHaveLength(0);
      expect(head.headers.etag).toBe(get.headers.etag);
    }
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not allowed', async (method) => {
    await serve(plainTimetable([plainSession()]));
    for (const path of ['/', '/en', '/calendar.ics', '/health']) {
      const { status, headers } = await ask(path, {}, method);
      expect(status).toBe(405);
      expect(headers.allow).toBe('GET, HEAD');
    }
  });

  test.each([
    '/nothing',
    '/en/',
    '/calendar/',
    '/it',
    '/../package.json',
    '/%00',
    '/page/page.css',
  ])('%s is a kind page with the way back', async (path) => {
    await serve(plainTimetable([plainSession()]));
    const { status, text } = await ask(path, { 'Accept-Language': 'es' });
    expect(status).toBe(404);
    expect(text).toContain('No hay nada en esta dirección');
    expect(text).toContain('href="https://practice.example.org/es"');
    expect(text).toContain('noindex');
  });

  test.each(['/', '/de', '/calendar.ics', '/calendar/morning.ics'])(
    '%s asks for a moment of patience until the timetable is known',
    async (path) => {
      await serve(null);
      const { status, headers, text } = await ask(path);
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('30');
      expect(headers['cache-control']).toBe('no-store');
      expect(text).toContain('One moment, please');
    },
  );

  test('a timetable that fails is told to the log, is no word to visitors, and is asked again', async () => {
    let isBroken = true;
    const whole = plainTimetable([plainSession()]);
    const timetable: PublicTimetable = {
      ...whole,
      sessionsBetween(fromMs, toMs) {
        if (isBroken) throw new Error('the disk is full of secrets');
        return whole.sessionsBetween(fromMs, toMs);
      },
    };
    const troubles: unknown[] = [];
    await serve(timetable, { onTrouble: (cause) => troubles.push(cause) });
    for (const path of ['/en', '/calendar.ics']) {
      const { status, text } = await ask(path);
      expect(status).toBe(503);
      expect(text).not.toContain('secrets');
    }
    expect(troubles).toEqual([
      new Error('the disk is full of secrets'),
      new Error('the disk is full of secrets'),
    ]);
    isBroken = false;
    expect((await ask('/en')).status).toBe(200);
    expect((await ask('/calendar.ics')).status).toBe(200);
  });

  test('every answer forbids what is not the page’s own, and sets no cookie', async () => {
    await serve(plainTimetable([plainSession()]));
    for (const path of ['/', '/calendar.ics', '/nothing', '/health']) {
      const { headers } = await ask(path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['set-cookie']).toBeUndefined();
    }
  });
});
