import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect, test } from '@jest/globals';
import { makeLoopbackCertificate } from '../../src/practice/tls.ts';

test('a client that trusts the authority connects to 127.0.0.1 and to localhost', async () => {
  const { caPem, certPem, keyPem } = await makeLoopbackCertificate();
  const server = tls.createServer({ cert: certPem, key: keyPem }, (socket) => socket.end('heard'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  for (const servername of ['localhost', undefined]) {
    const socket = tls.connect({
      host: '127.0.0.1',
      port,
      ca: caPem,
      ...(servername === undefined ? {} : { servername }),
    });
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toBe('heard');
    expect(socket.authorized).toBe(true);
    socket.destroy();
  }
  server.close();
  await once(server, 'close');
});

test('a client that does not trust the authority refuses the connection', async () => {
  const { certPem, keyPem } = await makeLoopbackCertificate();
  const other = await makeLoopbackCertificate();
  const server = tls.createServer({ cert: certPem, key: keyPem });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const socket = tls.connect({ host: '127.0.0.1', port, ca: other.caPem });
  const [error] = (await once(socket, 'error')) as [Error & { code: string }];
  expect(error.code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  server.close();
  await once(server, 'close');
});

test('the certificate names loopback only, and only the authority may sign', async () => {
  const { caPem, certPem } = await makeLoopbackCertificate();
  const ca = new X509Certificate(caPem);
  const leaf = new X509Certificate(certPem);
  expect(leaf.subjectAltName).toBe(
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
  );
  expect(ca.ca).toBe(true);
  expect(leaf.ca).toBe(false);
  expect(leaf.checkIssued(ca)).toBe(true);
  expect(leaf.verify(ca.publicKey)).toBe(true);
});
