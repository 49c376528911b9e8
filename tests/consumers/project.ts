import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';

const root = join(import.meta.dirname, '../..');
const catalog = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');

/** Exact versions of what only consumers use. */
const VERSIONS: Record<string, string> = {
  '@swc/core': '1.16.22',
  esbuild: '0.28.2',
};

export interface ProjectOptions {
  /** Default: CommonJS. `none` leaves the field out, as the starters of Next.js do. */
  type?: 'commonjs' | 'module' | 'none';
  /** Packages of ours; they come from the tarballs. Default: all. */
  ours?: readonly string[];
  /** Other packages: a name whose version is in the catalog or in the list above, or `name@version`. */
  packages?: readonly string[];
  /** Further fields of package.json. */
  manifest?: object;
  /**
   * `npm` is what most users run. Default: `flat`, the layout of npm made by pnpm, which needs half of the CPU time. `strict`:
   * the layout of pnpm, where a package can import only what its package.json names.
   */
  installer?: 'npm' | 'flat' | 'strict';
  /** Versions that dependencies of dependencies get. */
  overrides?: Readonly<Record<string, string>>;
}

/** A user's project: an empty folder, our tarballs, and what else the options name. */
export interface Project {
  readonly folder: string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Runs a program and returns its standard output. Throws if it fails. */
  run(file: string, ...args: string[]): string;
  runAsync(file: string, ...args: string[]): Promise<string>;
  /** Runs a program and returns its exit code, and what it wrote to standard output and standard error. */
  tryRun(file: string, ...args: string[]): Promise<{ code: number; output: string }>;
  /** Compiles `files` and returns the compiler's errors; an empty string if there is none. */
  typeCheck(files: readonly string[], compilerOptions: object, compiler?: string): Promise<string>;
  remove(): void;
}

export async function createProject(name: string, options: ProjectOptions = {}): Promise<Project> {
  const project = openProject(mkdtempSync(join(tmpdir(), `vzaps-${name}-`)));
  writeManifest(project, options);
  if (options.installer === 'npm') {
    await project.runAsync('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
  } else {
    const layout = options.installer === 'strict' ? { hoist: false } : { nodeLinker: 'hoisted' };
    await installWithPnpm(project, layout, options.overrides);
  }
  return project;
}

export interface ProjectGroup<Name extends string> {
  readonly projects: Readonly<Record<Name, Project>>;
  remove(): void;
}

/**
 * Projects that one run of pnpm installs, which finds the versions of what they have in common once. Each has its own versions,
 * in the default layout of pnpm: packages of the project in its `node_modules`, as links.
 */
export async function createProjects<Name extends string>(
  name: string,
  options: Readonly<Record<Name, Omit<ProjectOptions, 'installer' | 'overrides'>>>,
): Promise<ProjectGroup<Name>> {
  const group = openProject(mkdtempSync(join(tmpdir(), `vzaps-${name}-`)));
  group.write('package.json', JSON.stringify({ private: true }));
  const projects = Object.entries<ProjectOptions>(options).map(([each, own], index) => {
    const project = openProject(join(group.folder, String(index)));
    writeManifest(project, own);
    return [each, project] as const;
  });
  await installWithPnpm(group, { packages: ['*'] });
  return { projects: Object.fromEntries(projects) as Record<Name, Project>, remove: group.remove };
}

function writeManifest(project: Project, options: ProjectOptions): void {
  project.write('package.json', JSON.stringify({ private: true, ...manifestOf(options) }, undefined, 2));
}

async function installWithPnpm(project: Project, settings: object, overrides = {}): Promise<void> {
  // A core that the other tarballs need comes from its tarball, not from the registry.
  const tarballs = Object.entries(inject('tarballs')).map(([name, file]) => [name, `file:${file}`]);
  const all = {
    ...settings,
    // With npm, too, a missing or wrong peer is an error, and packages may run their scripts.
    strictPeerDependencies: true,
    dangerouslyAllowAllBuilds: true,
    overrides: { ...Object.fromEntries(tarballs), ...overrides },
  };
  // JSON is YAML.
  project.write('pnpm-workspace.yaml', JSON.stringify(all));
  const result = await project.tryRun('node', inject('pnpm'), 'install', '--prefer-offline', '--loglevel=error');
  // pnpm writes errors to standard output.
  if (result.code !== 0) throw new Error(`pnpm did not install ${project.folder}: ${result.output}`);
}

export function manifestOf({ type = 'commonjs', ours, packages = [], manifest }: ProjectOptions): object {
  const tarballs = Object.entries(inject('tarballs')).filter(([name]) => ours?.includes(name) ?? true);
  const dependencies = Object.fromEntries([
    ...tarballs.map(([name, file]) => [name, `file:${file}`]),
    ...packages.map(withVersion),
  ]);
  return { ...(type !== 'none' && { type }), dependencies, ...manifest };
}

/** `name@version`, or a name whose version is known. */
function withVersion(name: string): [string, string] {
  const at = name.indexOf('@', 1);
  if (at > 0) return [name.slice(0, at), name.slice(at + 1)];
  const version = VERSIONS[name] ?? new RegExp(`^  '?${name}'?: (.+)$`, 'm').exec(catalog)?.[1];
  if (!version) throw new Error(`No version of ${name} is known`);
  return [name, version];
}

/** Without the `NODE_ENV=test` of Vitest, which changes what frameworks build. */
const { NODE_ENV: _, ...environment } = process.env;
export const userEnvironment: NodeJS.ProcessEnv = { ...environment, NEXT_TELEMETRY_DISABLED: '1' };

export function openProject(folder: string): Project {
  const environment = { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: userEnvironment } as const;
  const project: Project = {
    folder,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    run: (file, ...args) => execFileSync(file, args, { ...environment, stdio: ['ignore', 'pipe', 'pipe'] }),
    runAsync: async (file, ...args) => (await promisify(execFile)(file, args, environment)).stdout,
    tryRun: (file, ...args) =>
      promisify(execFile)(file, args, environment).then(
        ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
        ({ code, stdout, stderr }) => ({ code, output: stdout + stderr }),
      ),
    async typeCheck(files, compilerOptions, compiler = 'node_modules/typescript/bin/tsc') {
      const configFile = `tsconfig.${randomUUID()}.json`;
      project.write(configFile, JSON.stringify({ compilerOptions, files }));
      return project.runAsync('node', compiler, '--project', configFile).catch((error) => error.stdout);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return project;
}
