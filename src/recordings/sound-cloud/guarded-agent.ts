/**
 * The way out to SoundCloud: only to its own hosts, only to addresses of the public internet,
 * and only with a certificate for the very name that was asked for.
 */
import { lookup } from 'node:dns';
import { Agent, type AgentOptions, type RequestOptions } from 'node:https';
import { BlockList, isIP, Socket, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';

/** A server on this machine that stands in for all of SoundCloud. */
export interface SoundCloudStandin {
  /** On 127.0.0.1. */
  readonly port: number;
  /** The only authority that is trusted then. */
  readonly caPem: string;
}

/** Somebody was about to be asked who is not SoundCloud. */
export class RefusedHost extends Error {
  constructor(host: string) {
    super(`${JSON.stringify(host.slice(0, 253))} is not a host of SoundCloud's.`);
    this.name = 'RefusedHost';
  }
}

/** Pages and their short links, the API, and what both are delivered through. */
const HOSTS = ['soundcloud.com', 'on.soundcloud.com', 'api-v2.soundcloud.com'];
const FAMILIES = ['.sndcdn.com', '.media-streaming.soundcloud.cloud'];
const HTTPS_PORT = 443;

export function isSoundCloudHost(host: string): boolean {
  if (!/^[a-z0-9.-]{1,253}$/.test(host)) return false;
  return HOSTS.includes(host) || FAMILIES.some((family) => host.endsWith(family));
}

/** What no name on the public internet leads to (RFC 6890), multicast included. */
const PRIVATE_IPV4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE_IPV4.addSubnet(network, prefix, 'ipv4');
}
/** All global addresses of IPv6 begin with 001; some of them lead to IPv4, or to nobody. */
const GLOBAL_IPV6 = new BlockList();
GLOBAL_IPV6.addSubnet('2000::', 3, 'ipv6');
const SPECIAL_IPV6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  SPECIAL_IPV6.addSubnet(network, prefix, 'ipv6');
}

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !PRIVATE_IPV4.check(address, 'ipv4');
    case 6:
      return GLOBAL_IPV6.check(address, 'ipv6') && !SPECIAL_IPV6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** As `dns.lookup`; a name that leads to even one private address leads nowhere. */
const lookupPublic: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (fault, found) => {
    if (fault) return done(fault, '');
    const [first] = found;
    if (!first || !found.every(({ address }) => isPublicAddress(address))) {
      return done(new RefusedHost(host), '');
    }
    if (options.all === true) return done(null, found);
    done(null, first.address, first.family);
  });
};

type OnConnected = (fault: Error | null, socket: Duplex) => void;

export class GuardedAgent extends Agent {
  readonly #standin: SoundCloudStandin | null;
  readonly #onRefused: (refused: RefusedHost) => void;

  /** @param standin all is asked of it instead, by the names that it stands in for */
  constructor(
    standin: SoundCloudStandin | null,
    onRefused: (refused: RefusedHost) => void = () => undefined,
    options: AgentOptions = {},
  ) {
    super({ keepAlive: false, ...options });
    this.#standin = standin;
    this.#onRefused = onRefused;
  }

  override createConnection(
    options: RequestOptions,
    onConnected?: OnConnected,
  ): Duplex | null | undefined {
    const host = options.host ?? '';
    if (!isSoundCloudHost(host) || Number(options.port ?? HTTPS_PORT) !== HTTPS_PORT) {
      const refused = new RefusedHost(host);
      this.#onRefused(refused);
      if (onConnected === undefined) throw refused;
      // As the request's own error, like that of any connection that fails; the socket is for form.
      setImmediate(onConnected, refused, new Socket());
      return null;
    }
    const standin = this.#standin;
    if (standin) {
      const { port, caPem } = standin;
      return connect({ host: '127.0.0.1', port, ca: caPem, servername: host });
    }
    const guarded = { ...options, servername: host, rejectUnauthorized: true };
    return super.createConnection({ ...guarded, lookup: lookupPublic }, onConnected);
  }
}
