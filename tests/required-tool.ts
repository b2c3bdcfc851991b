/** Programs of the machine that a few tests can't do without. */
import { spawnSync } from 'node:child_process';

export interface RequiredTool {
  /** As it is called on the command line. */
  readonly program: string;
  readonly versionArgument: string;
  /** What was not tested without it: "the loudness of the shipped sound". */
  readonly needed: string;
  /** The Debian package. */
  readonly debianPackage: string;
}

/**
 * Whether the program is there. Its absence is said loudly, and is a failure where
 * `CI_REQUIRE_ALL` is 1, so that a skip never hides in a green run.
 */
export function hasTool(tool: RequiredTool): boolean {
  if (spawnSync(tool.program, [tool.versionArgument]).status === 0) return true;
  const words =
    `${tool.needed} was not tested, because ${tool.program} is not installed. ` +
    `Install it (Debian: apt-get install ${tool.debianPackage}) and run the tests again.`;
  if (process.env['CI_REQUIRE_ALL'] === '1') throw new Error(words);
  // Not console.warn: Jest drops the console of a suite in which every test is skipped.
  process.stderr.write(`\nSKIPPED: ${words}\n\n`);
  return false;
}
