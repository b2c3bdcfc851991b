/** Opens the database that is named and prints the fault's code, or `opened`. */
import { openStore } from '../../src/store/store.ts';
import { StoreFault } from '../../src/store/store-fault.ts';

try {
  const store = await openStore({ path: process.argv[2] ?? '', nowMs: 0 });
  store.close();
  console.log('opened');
} catch (error) {
  // Any other error is for the test's own output.
  if (!(error instanceof StoreFault)) throw error;
  console.log(error.code);
}
