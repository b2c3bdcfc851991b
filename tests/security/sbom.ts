/**
 * `npm run sbom -- FILE`: writes what a running bot is made of, each part with its version and
 * licence, as a CycloneDX bill of materials. It asks nobody: npm reads what is installed.
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { productionDependencies, rootFolder } from './dependencies.ts';

const run = promisify(execFile);

const DEFAULT_FILE = join(rootFolder, 'data/var/bellkeeper.cdx.json');
const MOST_BYTES = 64 * 1024 * 1024;

interface Part {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly unknown[];
}

export interface Sbom {
  readonly bomFormat: 'CycloneDX';
  readonly metadata: { readonly component: Part };
  readonly components: readonly Part[];
  /** Who needs whom, by `bom-ref`. */
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** Rejects when this machine's npm is older than 9.8 and has no such bill. */
export async function readSbom(): Promise<Sbom> {
  // Asked to leave out the tools of development, npm leaves out what these share with the bot, too.
  const words = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const { stdout } = await run('npm', words, { cwd: rootFolder, maxBuffer: MOST_BYTES });
  const whole = JSON.parse(stdout) as Sbom;
  const wanted = new Set(productionDependencies().map(({ name, version }) => `${name}@${version}`));
  const components = whole.components.filter(({ name, version }) =>
    wanted.has(`${name}@${version}`),
  );
  // npm calls it by the folder that it stands in.
  const component = { ...whole.metadata.component, name: 'bellkeeper' };
  const kept = new Set([component, ...components].map((part) => part['bom-ref']));
  const dependencies = whole.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }));
  return { ...whole, metadata: { ...whole.metadata, component }, components, dependencies };
}

async function main(path: string): Promise<void> {
  const sbom = await readSbom();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(sbom, null, 2)}\n`);
  process.stdout.write(`${sbom.components.length} parts are listed in ${path}.\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2] ?? DEFAULT_FILE);
