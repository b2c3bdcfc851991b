import { createCipheriv, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import * as fc from 'fast-check';
import { opusDurationMs } from '../../src/practice/listener.ts';
import {
  hasDaveTrailer,
  isOpusSilence,
  openRtp,
  readDiscoveryRequest,
  readRtpSsrc,
  writeDiscoveryReply,
  type EncryptionMode,
} from '../../src/practice/rtp.ts';

const KEY = randomBytes(32);
const NONCE = Buffer.from([0, 0, 0, 7]);

function seal(mode: EncryptionMode, header: Buffer, plain: Buffer): Buffer {
  const nonce = Buffer.alloc(mode === 'aead_aes256_gcm_rtpsize' ? 12 : 24);
  NONCE.copy(nonce);
  if (mode === 'aead_xchacha20_poly1305_rtpsize') {
    const sealed = xchacha20poly1305(KEY, nonce, header).encrypt(plain);
    return Buffer.concat([header, sealed, NONCE]);
  }
  const cipher = createCipheriv('aes-256-gcm', KEY, nonce);
  cipher.setAAD(header);
  const sealed = [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([header, ...sealed, NONCE]);
}

function header(firstByte: number, ...rest: Buffer[]): Buffer {
  const fixed = Buffer.alloc(12);
  fixed.writeUInt8(firstByte, 0);
  fixed.writeUInt8(120, 1);
  fixed.writeUInt16BE(65_535, 2);
  fixed.writeUInt32BE(4_000_000_000, 4);
  fixed.writeUInt32BE(1001, 8);
  return Buffer.concat([fixed, ...rest]);
}

const MODES: EncryptionMode[] = ['aead_aes256_gcm_rtpsize', 'aead_xchacha20_poly1305_rtpsize'];

test.each(MODES)('%s: header and payload are read', (mode) => {
  const packet = openRtp(seal(mode, header(0x80), Buffer.from('opus')), mode, KEY);
  expect(packet).toEqual({
    sequence: 65_535,
    timestamp: 4_000_000_000,
    ssrc: 1001,
    payload: Buffer.from('opus'),
  });
});

test.each(MODES)('%s: sources, extension and padding are taken off', (mode) => {
  // One contributing source; an extension of two words whose body is sealed; three bytes of padding.
  const clear = header(0x80 | 0x20 | 0x10 | 1, Buffer.alloc(4, 9), Buffer.from('bede0002', 'hex'));
  const plain = Buffer.concat([Buffer.alloc(8, 5), Buffer.from('opus'), Buffer.from([0, 0, 3])]);
  expect(openRtp(seal(mode, clear, plain), mode, KEY)?.payload.toString()).toBe('opus');
});

test.each(MODES)('%s: a packet with any bit changed is not opened', (mode) => {
  const sealed = seal(mode, header(0x80), Buffer.from('opus'));
  fc.assert(
    fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
      const changed = Buffer.from(sealed);
      const index = bit >> 3;
      changed.writeUInt8((changed[index] ?? 0) ^ (1 << (bit & 7)), index);
      expect(openRtp(changed, mode, KEY)).toBeNull();
    }),
  );
});

test('keep-alives and RTCP are not taken for sound', () => {
  const rtcp = header(0x80);
  rtcp.writeUInt8(200, 1);
  expect(readRtpSsrc(Buffer.alloc(8))).toBeNull();
  expect(readRtpSsrc(Buffer.concat([rtcp, Buffer.alloc(40)]))).toBeNull();
  expect(readRtpSsrc(Buffer.concat([header(0x80), Buffer.alloc(40)]))).toBe(1001);
});

test('address discovery is answered with the address that was seen', () => {
  const request = Buffer.alloc(74);
  request.writeUInt16BE(1, 0);
  request.writeUInt16BE(70, 2);
  request.writeUInt32BE(1001, 4);
  expect(readDiscoveryRequest(request)).toBe(1001);
  const reply = writeDiscoveryReply(1001, '127.0.0.1', 54_321);
  expect(readDiscoveryRequest(reply)).toBeNull();
  expect(reply.length).toBe(74);
  expect(reply.subarray(8, reply.indexOf(0, 8)).toString()).toBe('127.0.0.1');
  expect(reply.readUInt16BE(72)).toBe(54_321);
});

test('silence and end-to-end encrypted frames are told apart from others', () => {
  expect(isOpusSilence(Buffer.from('f8fffe', 'hex'))).toBe(true);
  expect(isOpusSilence(Buffer.from('f8fffe00', 'hex'))).toBe(false);
  const trailer = Buffer.from('0102030405060708010cfafa', 'hex');
  expect(hasDaveTrailer(Buffer.concat([Buffer.from('sealed'), trailer]))).toBe(true);
  expect(hasDaveTrailer(Buffer.from('a frame that ends in faf9'))).toBe(false);
  expect(hasDaveTrailer(Buffer.from('fafa', 'hex'))).toBe(false);
});

test.each([
  [0xfc, 20],
  [0xf8, 20],
  [0xf5, 20],
  [0x18, 60],
  [0x80, 2.5],
  [0x60, 10],
])('an Opus packet that begins with %i lasts %f ms', (toc, durationMs) => {
  expect(opusDurationMs(Buffer.from([toc, 1]))).toBe(durationMs);
});
