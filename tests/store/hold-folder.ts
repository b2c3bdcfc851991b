/** Takes the lock of the database that is named, says `held` and keeps it until the process is killed. */
import { lockFolder } from '../../src/store/folder-lock.ts';
import { StoreFault } from '../../src/store/store-fault.ts';

try {
  lockFolder(process.argv[2] ?? '');
  console.log('held');
  process.stdin.resume();
} catch (error) {
  // Any other error is for the test's own output.
  if (!(error instanceof StoreFault)) throw error;
  console.log(error.code);
}
