/**
 * A certificate authority and a certificate for this machine's loopback, made in memory.
 *
 * Voice clients insist on `wss://`, so the voice server needs a certificate that they accept.
 * X.509 is nested tag-length-value records (DER), of which a loopback certificate needs few
 * enough to write them here; the keys and signatures are node:crypto's.
 */
import { generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** PEM texts, ready for `tls.createServer` and `tls.setDefaultCACertificates`. */
export interface LoopbackCertificate {
  /** The authority to trust. Its key is thrown away, so it can never sign anything else. */
  caPem: string;
  /** The server's certificate, for 127.0.0.1, ::1 and localhost. */
  certPem: string;
  /** The server's private key, PKCS #8. */
  keyPem: string;
}

const generate = promisify(generateKeyPair);

/**
 * Makes a fresh authority and one loopback certificate. No program and no file is involved.
 * @param hosts whom the server stands in for besides: `soundcloud.com`
 */
export async function makeLoopbackCertificate(
  hosts: readonly string[] = [],
): Promise<LoopbackCertificate> {
  const [authority, server] = await Promise.all([
    generate('ec', { namedCurve: 'P-256' }),
    generate('ec', { namedCurve: 'P-256' }),
  ]);
  // A name of its own keeps two stand-ins in one process apart: verifiers look an issuer up by name.
  const issuer = `Practice room authority ${randomBytes(6).toString('hex')}`;
  const ca = certificate({
    subject: issuer,
    issuer,
    publicKey: authority.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      extension(OID.basicConstraints, sequence(TRUE), true),
      extension(OID.keyUsage, bitString(Buffer.from([0x06]), 1), true),
    ],
  });
  const leaf = certificate({
    subject: 'localhost',
    issuer,
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      extension(OID.basicConstraints, sequence(), true),
      extension(OID.keyUsage, bitString(Buffer.from([0x80]), 7), true),
      extension(OID.extendedKeyUsage, sequence(objectIdentifier(OID.serverAuth))),
      extension(OID.subjectAltName, sequence(...LOOPBACK_NAMES, ...hosts.map(dnsName))),
    ],
  });
  return {
    caPem: pem(ca),
    certPem: pem(leaf),
    keyPem: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

interface CertificateParts {
  subject: string;
  issuer: string;
  publicKey: KeyObject;
  signingKey: KeyObject;
  extensions: Buffer[];
}

function certificate(parts: CertificateParts): Buffer {
  const algorithm = sequence(objectIdentifier(OID.ecdsaWithSha256));
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serialNumber()),
    algorithm,
    distinguishedName(parts.issuer),
    VALIDITY,
    distinguishedName(parts.subject),
    parts.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...parts.extensions)),
  );
  return sequence(body, algorithm, bitString(sign('sha256', body, parts.signingKey), 0));
}

const OID = {
  commonName: [2, 5, 4, 3],
  ecdsaWithSha256: [1, 2, 840, 10045, 4, 3, 2],
  basicConstraints: [2, 5, 29, 19],
  keyUsage: [2, 5, 29, 15],
  extendedKeyUsage: [2, 5, 29, 37],
  subjectAltName: [2, 5, 29, 17],
  serverAuth: [1, 3, 6, 1, 5, 5, 7, 3, 1],
} as const;

const TRUE = tagged(0x01, Buffer.from([0xff]));

const LOOPBACK_NAMES = [
  dnsName('localhost'),
  tagged(0x87, Buffer.from([127, 0, 0, 1])),
  tagged(0x87, Buffer.concat([Buffer.alloc(15), Buffer.from([1])])),
];

// Verifiers go by the machine's clock, which the practice clock may be far from; and the keys
// live no longer than the process, so the dates need not limit anything.
const VALIDITY = sequence(
  tagged(0x18, Buffer.from('20000101000000Z')),
  tagged(0x18, Buffer.from('99991231235959Z')),
);

function dnsName(name: string): Buffer {
  return tagged(0x82, Buffer.from(name));
}

/** 16 random bytes, positive and without a leading zero, as RFC 5280 wants a serial number. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function distinguishedName(commonName: string): Buffer {
  const attribute = sequence(
    objectIdentifier(OID.commonName),
    tagged(0x0c, Buffer.from(commonName)),
  );
  return sequence(tagged(0x31, attribute));
}

function extension(id: readonly number[], value: Buffer, isCritical = false): Buffer {
  const parts = [objectIdentifier(id), ...(isCritical ? [TRUE] : []), tagged(0x04, value)];
  return sequence(...parts);
}

function sequence(...items: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(items));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function bitString(bytes: Buffer, unusedBits: number): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([unusedBits]), bytes]));
}

/** The first two arcs share a byte; the others are base 128, every byte but the last marked. */
function objectIdentifier(arcs: readonly number[]): Buffer {
  const [first = 0, second = 0, ...others] = arcs;
  const bytes = [first * 40 + second];
  for (const arc of others) {
    const groups = [arc & 0x7f];
    for (let rest = arc >> 7; rest > 0; rest >>= 7) groups.unshift((rest & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return tagged(0x06, Buffer.from(bytes));
}

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), derLength(content.length), content]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
