/** How Messaging Layer Security (RFC 9420) writes numbers and vectors, and how they are read back. */

/** A message that does not have the form RFC 9420 gives it. */
export class MalformedMlsMessage extends Error {
  override name = 'MalformedMlsMessage';
}

export function uint8(value: number): Buffer {
  return Buffer.of(value);
}

export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** A vector with its variable-size length header (RFC 9420, section 2.1.2). */
export function vector(...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x40) return Buffer.concat([uint8(length), content]);
  if (length < 0x4000) return Buffer.concat([uint16(length | 0x4000), content]);
  return Buffer.concat([uint32((length | 0x80000000) >>> 0), content]);
}

/** Reads from the front of a buffer; throws `MalformedMlsMessage` when it ends too early. */
export class MlsReader {
  readonly bytes: Buffer;
  offset = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.offset >= this.bytes.length;
  }

  take(length: number): Buffer {
    const end = this.offset + length;
    if (end > this.bytes.length) throw new MalformedMlsMessage('the message ends too early');
    const part = this.bytes.subarray(this.offset, end);
    this.offset = end;
    return part;
  }

  uint8(): number {
    return this.take(1).readUInt8();
  }

  uint16(): number {
    return this.take(2).readUInt16BE();
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  uint64(): bigint {
    return this.take(8).readBigUInt64BE();
  }

  vector(): Buffer {
    const first = this.uint8();
    const prefix = first >>> 6;
    if (prefix === 3) throw new MalformedMlsMessage('a vector has an impossible length header');
    const rest = this.take((1 << prefix) - 1);
    let length = first & 0x3f;
    for (const byte of rest) length = length * 256 + byte;
    return this.take(length);
  }

  expectUint16(expected: number, what: string): void {
    const found = this.uint16();
    if (found !== expected) throw new MalformedMlsMessage(`${what} is ${found}, not ${expected}`);
  }
}
