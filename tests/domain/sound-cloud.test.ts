import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  pageChange,
  readAccount,
  readAddress,
  readShortLink,
  samePage,
  type SoundCloudPage,
} from '../../src/domain/sound-cloud.ts';

const CANONICAL = 'https://soundcloud.com/a-community/a-meditation';

test.each([
  CANONICAL,
  `${CANONICAL}/`,
  `  ${CANONICAL}\n`,
  `<${CANONICAL}>`,
  'https://www.soundcloud.com/a-community/a-meditation',
  'https://m.soundcloud.com/a-community/a-meditation',
  'HTTPS://SoundCloud.com/A-Community/A-Meditation',
  `${CANONICAL}?si=8f1&utm_source=clipboard&utm_medium=text&utm_campaign=social_sharing`,
  `${CANONICAL}?in=somebody/sets/a-list#t=0:10`,
])('%s is the address of one page', (text) => {
  expect(readAddress(text)).toEqual({
    ok: true,
    address: CANONICAL,
    user: 'a-community',
    slug: 'a-meditation',
  });
});

test.each([
  ['', 'BAD_ADDRESS'],
  ['a meditation', 'BAD_ADDRESS'],
  ['soundcloud.com/a-community/a-meditation', 'BAD_ADDRESS'],
  ['https://soundcloud.com/', 'BAD_ADDRESS'],
  ['https://soundcloud.com', 'BAD_ADDRESS'],
  ['https://soundcloud.com:443/a-community/a-meditation', 'BAD_ADDRESS'],
  ['https://soundcloud.com:8443/a-community/a-meditation', 'BAD_ADDRESS'],
  ['https://somebody@soundcloud.com/a-community/a-meditation', 'BAD_ADDRESS'],
  ['https://soundcloud.com@evil.example/a-community/a-meditation', 'BAD_ADDRESS'],
  ['https://soundcloud.com/a-community/../somebody', 'BAD_ADDRESS'],
  ['https://soundcloud.com/a-community/%2e%2e/somebody', 'BAD_ADDRESS'],
  ['https://soundcloud.com/a-community%2fa-meditation', 'BAD_ADDRESS'],
  ['https://soundcloud.com\\@evil.example/a', 'BAD_ADDRESS'],
  ['https://soundcloud.com//a-community/a-meditation', 'BAD_ADDRESS'],
  ['https://soundcloud.com/a-community/a-meditation/recommended', 'BAD_ADDRESS'],
  ['https://soundcloud.com/a-community/a-méditation', 'BAD_ADDRESS'],
  ['https://soundcloud.com/a-community/a-medi\u200btation', 'BAD_ADDRESS'],
  ['https://soundcloud.com/discover/trending', 'BAD_ADDRESS'],
  ['https://soundcloud.com/oembed?url=https://soundcloud.com/a/b', 'BAD_ADDRESS'],
  ['ftp://soundcloud.com/a-community/a-meditation', 'BAD_ADDRESS'],
  [`${CANONICAL}?${'x'.repeat(3_000)}`, 'BAD_ADDRESS'],
  ['http://soundcloud.com/a-community/a-meditation', 'NOT_HTTPS'],
  ['file:///etc/passwd', 'OTHER_SITE'],
  ['https://soundcloud.com.evil.example/a-community/a-meditation', 'OTHER_SITE'],
  ['https://soundcloud.com./a-community/a-meditation', 'OTHER_SITE'],
  ['https://evil.example/soundcloud.com/a-meditation', 'OTHER_SITE'],
  ['https://api.soundcloud.com/tracks/293', 'OTHER_SITE'],
  ['https://w.soundcloud.com/player/?url=x', 'OTHER_SITE'],
  ['https://sоundcloud.com/a-community/a-meditation', 'OTHER_SITE'],
  ['https://ｓoundcloud.com/a-community/a-meditation', 'OTHER_SITE'],
  ['https://xn--sundcloud-3yf.com/a-community/a-meditation', 'OTHER_SITE'],
  ['https://127.0.0.1/a-community/a-meditation', 'OTHER_SITE'],
  ['https://[::1]/a-community/a-meditation', 'OTHER_SITE'],
  ['https://soundcloud.com/a-community/sets/a-list', 'PLAYLIST'],
  ['https://soundcloud.com/a-community/sets', 'PLAYLIST'],
  ['https://soundcloud.com/a-community', 'USER_PAGE'],
  ['https://soundcloud.com/a-community/tracks', 'USER_PAGE'],
  [`${CANONICAL}/s-AbCdEf12345`, 'SECRET_LINK'],
  [`${CANONICAL}?secret_token=s-AbCdEf12345`, 'SECRET_LINK'],
  [`${CANONICAL}?si=1&secret_token=s-AbCdEf12345`, 'SECRET_LINK'],
  ['https://on.soundcloud.com/AbC12', 'SHORT_LINK'],
])('%s is none: %s', (text, why) => {
  expect(readAddress(text)).toEqual({ ok: false, why });
});

/** What addresses, and what pretends to be one, are put together from. */
const PIECES = [
  ...'https http : / // \\ @ . .. %2f ? # < > soundcloud.com on.soundcloud.com m. www.'.split(' '),
  ...'xn-- é a sets s-1 secret_token= 443 evil.example'.split(' '),
  ' ',
  '\n',
  '\0',
];

const name = fc.stringMatching(/^[a-z0-9_-]{1,40}$/);

test('whatever is taken is canonical, and is taken again as itself', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((parts) => parts.join('')),
    fc.tuple(name, name, fc.string({ maxLength: 20 })).map(([user, slug, rest]) => {
      return `https://soundcloud.com/${user}/${slug}${rest}`;
    }),
  );
  fc.assert(
    fc.property(noise, (text) => {
      const reading = readAddress(text);
      if (!reading.ok) return;
      expect(reading.address).toMatch(/^https:\/\/soundcloud\.com\/[a-z0-9_-]+\/[a-z0-9_-]+$/);
      expect(readAddress(reading.address)).toEqual(reading);
      // A browser would go to the same page.
      const url = new URL(text.trim().replace(/^<(.*)>$/, '$1'));
      expect(url.hostname.replace(/^(?:www|m)\./, '')).toBe('soundcloud.com');
      expect(url.pathname.toLowerCase().replace(/\/$/, '')).toBe(
        `/${reading.user}/${reading.slug}`,
      );
    }),
    { numRuns: 3_000 },
  );
});

test('two addresses of one page are the same, and no others are', () => {
  expect(samePage(CANONICAL, `${CANONICAL}?si=1`)).toBe(true);
  expect(samePage(CANONICAL, `${CANONICAL}-2`)).toBe(false);
  expect(samePage('nothing', 'nothing')).toBe(false);
});

test.each([
  ['https://on.soundcloud.com/AbC12', 'https://on.soundcloud.com/AbC12'],
  ['https://on.soundcloud.com/AbC12?si=1', 'https://on.soundcloud.com/AbC12'],
  ['https://on.soundcloud.com/', null],
  ['https://on.soundcloud.com/a/b', null],
  ['https://on.soundcloud.com.evil.example/AbC12', null],
  [CANONICAL, null],
])('the short link in %s', (text, link) => {
  expect(readShortLink(text)).toBe(link);
});

test.each([
  ['https://soundcloud.com/a-community', 'a-community'],
  ['https://m.soundcloud.com/A-Community/', 'a-community'],
  ['https://soundcloud.com/a-community?si=1', 'a-community'],
  [CANONICAL, null],
  ['https://on.soundcloud.com/AbC12', null],
  ['https://soundcloud.com/discover', null],
  ['a-community', null],
])('the account in %s', (text, user) => {
  expect(readAccount(text)).toBe(user);
});

const pinned: SoundCloudPage = {
  address: CANONICAL,
  trackId: '293',
  userId: '71',
  durationMs: 600_000,
};

test.each([
  [{}, null],
  [{ durationMs: 600_900 }, null],
  [{ durationMs: 602_000 }, 'DURATION'],
  [{ trackId: '294' }, 'TRACK'],
  [{ address: `${CANONICAL}-2` }, 'TRACK'],
  [{ userId: '72', trackId: '294' }, 'OWNER'],
])('a page that is now %o', (over, change) => {
  expect(pageChange(pinned, { ...pinned, ...over })).toBe(change);
});
