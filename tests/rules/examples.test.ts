import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { listExamples, listMissingExamples, toModule } from './doc-examples.ts';
import { createProgram } from './public-api.ts';

const examples = listExamples().map((example, index) => ({
  ...example,
  file: join(import.meta.dirname, `example-${index}.ts`),
}));

describe('the examples in docstrings', () => {
  let program: ts.Program;

  beforeAll(() => {
    const modules = new Map(examples.map((example) => [example.file, toModule(example)]));
    const host = ts.createCompilerHost({});
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (file) => modules.has(file) || fileExists(file);
    host.readFile = (file) => modules.get(file) ?? readFile(file);
    host.getSourceFile = (file, ...rest) => {
      const text = modules.get(file);
      return text === undefined
        ? getSourceFile(file, ...rest)
        : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
    };
    program = createProgram([...modules.keys()], { noUnusedLocals: false, noUnusedParameters: false }, host);
  });

  it('are more than ten', () => {
    expect(examples.length).toBeGreaterThan(10);
  });

  it.each(examples.map(({ title, file }) => [title, file]))('compile for %s', (_title, file) => {
    const source = program.getSourceFile(file);
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    expect(ts.formatDiagnostics(diagnostics, FORMAT)).toBe('');
  });

  it('cover every public function and class', () => {
    expect(listMissingExamples()).toEqual([]);
  });
});

const FORMAT: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => import.meta.dirname,
  getNewLine: () => '\n',
};
