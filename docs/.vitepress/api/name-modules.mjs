import { Comment, Converter, ReflectionKind } from 'typedoc';

const ADAPTERS = ['@vzaps/express', '@vzaps/hono', '@vzaps/nestjs'];

/**
 * Names each module of the API reference like the specifier that users import, and not like its source file.
 *
 * @param {import('typedoc').Application} app
 * @param {ReadonlyMap<string, string>} specifiers The specifier of each source file.
 */
export function nameModules(app, specifiers) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
      const { fullFileName } = module.sources?.[0] ?? {};
      const specifier = specifiers.get(fullFileName ?? '');
      if (specifier === undefined) throw new Error(`No entry of a package is ${fullFileName}.`);
      module.name = specifier;
      if (ADAPTERS.includes(specifier)) module.comment = new Comment([{ kind: 'text', text: repeats(specifier) }]);
    }
  });
}

/** @param {string} adapter */
function repeats(adapter) {
  return (
    `\`${adapter}\` also exports the receiver, the verifiers, the client, the error classes, the parse functions and ` +
    'their types. They are documented in `@vzaps/core/webhooks`, `@vzaps/core/client` and `@vzaps/core/events`. ' +
    `\`${adapter}/realtime\` and \`${adapter}/otel\` export the same as \`@vzaps/core/realtime\` and \`@vzaps/core/otel\`.`
  );
}
