import { Application, Comment, ReflectionKind } from 'typedoc';

/**
 * Warns of missing docstrings that TypeDoc's validation `notDocumented` does not find, or finds among too many others.
 *
 * - A property of an interface or class. TypeDoc would also report the fields of inferred types: the requests and responses
 *   of the client, which its schemas describe. A property with one possible value, such as `kind: 'text'`, needs no
 *   docstring.
 * - An interface or class that extends another one. TypeDoc gives it the docstring of that one.
 *
 * @param {import('typedoc').Application} app
 */
export function requireDocstrings(app) {
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => {
    const missing = [
      ...project.getReflectionsByKind(ReflectionKind.Property).filter(isUndocumentedProperty),
      ...project.getReflectionsByKind(ReflectionKind.ClassOrInterface).filter(hasDocstringOfParent),
    ];
    for (const reflection of missing) {
      const [source] = reflection.sources ?? [];
      app.logger.validationWarning(
        `${reflection.getFullName()} (${source?.fileName}:${source?.line}) has no docstring.`,
      );
    }
  });
}

/** A property without a source is one of a mapped type. */
function isUndocumentedProperty(property) {
  const isDeclared = property.parent?.kindOf(ReflectionKind.ClassOrInterface) && property.sources?.length > 0;
  return isDeclared && !property.hasComment() && property.type?.type !== 'literal';
}

function hasDocstringOfParent({ comment, extendedTypes = [] }) {
  const summary = summaryOf(comment);
  return extendedTypes.some(({ reflection }) => reflection?.comment && summaryOf(reflection.comment) === summary);
}

const summaryOf = (comment) => Comment.combineDisplayParts(comment?.summary);
