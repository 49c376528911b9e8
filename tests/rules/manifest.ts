/** What package.json of a published package must contain. The fields for `dist` follow from those for `src`. */

export const REPOSITORY = 'https://github.com/vzaps/integrations';

type Conditions = { [condition: string]: string | Conditions };

export interface Manifest {
  name: string;
  exports: Record<string, string>;
  imports?: Record<string, Record<string, string>>;
  bin?: Record<string, string>;
  publishConfig?: object;
}

/** The fields that state where a package comes from. */
export function originOf(folder: string): object {
  return {
    homepage: `${REPOSITORY}/tree/main/packages/${folder}#readme`,
    bugs: `${REPOSITORY}/issues`,
    repository: { type: 'git', url: `git+${REPOSITORY}.git`, directory: `packages/${folder}` },
    author: 'VZaps',
  };
}

/** `publishConfig`, which pnpm puts in the place of the fields that point to `src` when it packs. */
export function publishConfigOf({ exports, imports, bin }: Manifest): object {
  const sources = Object.entries(exports).filter(([, file]) => file.endsWith('.ts'));
  const main = exports['.'];
  const others = sources.filter(([path]) => path !== '.');
  return {
    access: 'public',
    // For tools that do not read `exports`, such as TypeScript with moduleResolution node10.
    ...(main && { main: built(main, '.cjs'), types: built(main, '.d.cts') }),
    ...(others.length > 0 && {
      typesVersions: {
        '*': Object.fromEntries(others.map(([path, file]) => [path.slice('./'.length), [built(file, '.d.cts')]])),
      },
    }),
    ...(bin && { bin: Object.fromEntries(Object.entries(bin).map(([name, file]) => [name, built(file, '.mjs')])) }),
    exports: Object.fromEntries(
      Object.entries(exports).map(([path, file]) => [path, file.endsWith('.ts') ? withTypes(file) : file]),
    ),
    ...(imports && {
      imports: Object.fromEntries(
        Object.entries(imports).map(([name, conditions]) => [
          name,
          Object.fromEntries(Object.entries(conditions).map(([condition, file]) => [condition, withFormats(file)])),
        ]),
      ),
    }),
  };
}

function withTypes(file: string): Conditions {
  return {
    import: { types: built(file, '.d.mts'), default: built(file, '.mjs') },
    require: { types: built(file, '.d.cts'), default: built(file, '.cjs') },
  };
}

function withFormats(file: string): Conditions {
  return { import: built(file, '.mjs'), require: built(file, '.cjs') };
}

function built(file: string, extension: string): string {
  return file.replace('./src/', './dist/').replace(/\.ts$/, extension);
}
