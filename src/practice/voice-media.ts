/** The one UDP socket of the voice server: it answers address discovery and hands on RTP. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { readDiscoveryRequest, readRtpSsrc, writeDiscoveryReply } from './rtp.ts';
import type { VoiceFaults } from './voice-faults.ts';

/** Twenty-five rooms send 1,250 datagrams a second; this rides out a pause of some seconds. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

export interface MediaSocket {
  readonly port: number;
  close(): Promise<void>;
}

export async function openMediaSocket(options: {
  host: string;
  faults: VoiceFaults;
  isKnown: (ssrc: number) => boolean;
  onPacket: (ssrc: number, datagram: Buffer, arrivedAtMs: number) => void;
  onLost: (what: 'discovery' | 'sound') => void;
}): Promise<MediaSocket> {
  const { host, faults } = options;
  const socket = createSocket('udp4');
  let lossDue = 0;

  function isSoundLost(): boolean {
    if (faults.withoutUdp) return true;
    lossDue += faults.lossPercent;
    if (lossDue < 100) return false;
    lossDue -= 100;
    return true;
  }

  function isDiscoveryLost(): boolean {
    if (faults.withoutUdp) return true;
    if (faults.discoveriesToLose === 0) return false;
    faults.discoveriesToLose -= 1;
    return true;
  }

  function answerDiscovery(ssrc: number, remote: RemoteInfo): void {
    if (isDiscoveryLost()) return options.onLost('discovery');
    if (!options.isKnown(ssrc)) return;
    const reply = writeDiscoveryReply(ssrc, remote.address, remote.port);
    socket.send(reply, remote.port, remote.address);
  }

  socket.on('message', (datagram, remote) => {
    const arrivedAtMs = performance.now();
    const discovered = readDiscoveryRequest(datagram);
    if (discovered !== null) return answerDiscovery(discovered, remote);
    const ssrc = readRtpSsrc(datagram);
    if (ssrc === null) return;
    if (isSoundLost()) options.onLost('sound');
    else options.onPacket(ssrc, datagram, arrivedAtMs);
  });
  socket.bind(0, host);
  await once(socket, 'listening');
  socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
  return {
    port: socket.address().port,
    async close() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
