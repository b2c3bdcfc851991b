/**
 * Sound as it arrives over UDP: address discovery, RTP headers and the two transport ciphers of
 * Discord's voice servers. What is inside may be encrypted once more, end to end; that layer
 * belongs to the listeners of the room.
 */
import { createDecipheriv } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

export type EncryptionMode = 'aead_aes256_gcm_rtpsize' | 'aead_xchacha20_poly1305_rtpsize';

const DISCOVERY_LENGTH = 74;
const DISCOVERY_REQUEST = 1;
const DISCOVERY_REPLY = 2;
const RTP_HEADER_LENGTH = 12;
const TAG_LENGTH = 16;
const NONCE_LENGTH = 4;
const OPUS_PAYLOAD_TYPE = 120;

/** The one Opus frame that passes unencrypted through an end-to-end encrypted room. */
const OPUS_SILENCE = Buffer.of(0xf8, 0xff, 0xfe);

/** Tag (8), nonce (at least 1), size (1) and marker (2): the least that DAVE appends to a frame. */
const DAVE_TRAILER_MINIMUM = 12;

export interface RtpPacket {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Buffer;
}

/** The SSRC of an address-discovery request, or null when the datagram is something else. */
export function readDiscoveryRequest(datagram: Buffer): number | null {
  if (datagram.length !== DISCOVERY_LENGTH) return null;
  if (datagram.readUInt16BE(0) !== DISCOVERY_REQUEST) return null;
  return datagram.readUInt32BE(4);
}

export function writeDiscoveryReply(ssrc: number, address: string, port: number): Buffer {
  const reply = Buffer.alloc(DISCOVERY_LENGTH);
  reply.writeUInt16BE(DISCOVERY_REPLY, 0);
  reply.writeUInt16BE(DISCOVERY_LENGTH - 4, 2);
  reply.writeUInt32BE(ssrc, 4);
  reply.write(address, 8, 'ascii');
  reply.writeUInt16BE(port, DISCOVERY_LENGTH - 2);
  return reply;
}

/** The SSRC of an Opus packet, or null for keep-alives, RTCP and noise. */
export function readRtpSsrc(datagram: Buffer): number | null {
  if (datagram.length < RTP_HEADER_LENGTH + TAG_LENGTH + NONCE_LENGTH) return null;
  const isVersion2 = datagram.readUInt8(0) >>> 6 === 2;
  const payloadType = datagram.readUInt8(1) & 0x7f;
  return isVersion2 && payloadType === OPUS_PAYLOAD_TYPE ? datagram.readUInt32BE(8) : null;
}

/**
 * Undoes the transport encryption. In the `rtpsize` modes the header, contributing sources and the
 * extension's own header stay in the clear and are authenticated; the last four bytes are the
 * nonce.
 *
 * @returns null when the packet was not sealed with this key.
 */
export function openRtp(datagram: Buffer, mode: EncryptionMode, key: Buffer): RtpPacket | null {
  const first = datagram.readUInt8(0);
  const hasExtension = (first & 0x10) !== 0;
  const sourcesEnd = RTP_HEADER_LENGTH + (first & 0x0f) * 4;
  const headerEnd = sourcesEnd + (hasExtension ? 4 : 0);
  const sealedEnd = datagram.length - NONCE_LENGTH;
  if (sealedEnd - headerEnd < TAG_LENGTH) return null;
  const plain = decrypt(mode, key, {
    header: datagram.subarray(0, headerEnd),
    sealed: datagram.subarray(headerEnd, sealedEnd),
    nonce: datagram.subarray(sealedEnd),
  });
  if (plain === null) return null;
  const extensionLength = hasExtension ? datagram.readUInt16BE(sourcesEnd + 2) * 4 : 0;
  const isPadded = (first & 0x20) !== 0;
  const paddingLength = isPadded ? (plain.at(-1) ?? 0) : 0;
  return {
    sequence: datagram.readUInt16BE(2),
    timestamp: datagram.readUInt32BE(4),
    ssrc: datagram.readUInt32BE(8),
    payload: plain.subarray(extensionLength, plain.length - paddingLength),
  };
}

interface SealedParts {
  readonly header: Buffer;
  readonly sealed: Buffer;
  readonly nonce: Buffer;
}

function decrypt(mode: EncryptionMode, key: Buffer, parts: SealedParts): Buffer | null {
  try {
    return mode === 'aead_aes256_gcm_rtpsize'
      ? decryptAesGcm(key, parts)
      : decryptXChaCha20(key, parts);
  } catch {
    // Both ciphers report a packet that was sealed with another key, or changed, by throwing.
    return null;
  }
}

function decryptAesGcm(key: Buffer, { header, sealed, nonce }: SealedParts): Buffer {
  const fullNonce = Buffer.alloc(12);
  nonce.copy(fullNonce);
  const tagStart = sealed.length - TAG_LENGTH;
  const decipher = createDecipheriv('aes-256-gcm', key, fullNonce);
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(tagStart));
  const plain = decipher.update(sealed.subarray(0, tagStart));
  decipher.final();
  return plain;
}

function decryptXChaCha20(key: Buffer, { header, sealed, nonce }: SealedParts): Buffer {
  const fullNonce = Buffer.alloc(24);
  nonce.copy(fullNonce);
  return Buffer.from(xchacha20poly1305(key, fullNonce, header).decrypt(sealed));
}

export function isOpusSilence(payload: Uint8Array): boolean {
  return OPUS_SILENCE.equals(payload);
}

/** Whether a payload carries DAVE's trailer: the marker 0xFAFA after a believable size. */
export function hasDaveTrailer(payload: Uint8Array): boolean {
  if (payload.length < DAVE_TRAILER_MINIMUM) return false;
  if (payload.at(-1) !== 0xfa || payload.at(-2) !== 0xfa) return false;
  const trailerLength = payload.at(-3) ?? 0;
  return trailerLength >= DAVE_TRAILER_MINIMUM && trailerLength <= payload.length;
}
