/** What nobody caught, in the process that the tests of a file share with the bot. */
import { runInThisContext } from 'node:vm';

/** The process itself: a test gets a copy, which hears nothing of this. */
const ownProcess = runInThisContext('process') as NodeJS.Process;

const strays: unknown[] = [];
ownProcess.on('unhandledRejection', (cause) => strays.push(cause));
ownProcess.on('uncaughtException', (error) => strays.push(error));

/** Rejections that nobody waited for and errors that nobody caught since the file began. */
export function strayErrors(): readonly unknown[] {
  return strays;
}
