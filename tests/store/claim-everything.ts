/** Claims and marks rows until none is left, and prints the kind of each. */
import { openStore } from '../../src/store/store.ts';

const [path = '', nowMs, leaseMs] = process.argv.slice(2);
const store = await openStore({ path, nowMs: 0, busyTimeoutMs: 10_000 });
for (;;) {
  const rows = store.due.claim(Number(nowMs), Number(leaseMs), 5);
  if (rows.length === 0) break;
  for (const { id, epoch, kind } of rows) {
    if (store.due.mark(id, epoch, { status: 'sent', messageId: null }, Number(nowMs))) {
      console.log(kind);
    }
  }
}
store.close();
