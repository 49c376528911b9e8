import type { Type } from '@nestjs/common';

// The metadata keys of @nestjs/swagger. They are written here, so that this package does not depend on it.
const EXCLUDE_CONTROLLER = 'swagger/apiExcludeController';
const EXCLUDE_ENDPOINT = 'swagger/apiExcludeEndpoint';

/** Whether the user put decorators of @nestjs/swagger on the controller, such as `ApiTags()`, to document it. */
export const isInSwagger = (controller: Type): boolean =>
  Reflect.getMetadata(EXCLUDE_CONTROLLER, controller)?.[0] !== true &&
  Reflect.getMetadataKeys(controller).some((key) => String(key).startsWith('swagger/'));

/** The webhook is called by VZaps only, so it is not part of the application's OpenAPI document. */
export const hideFromSwagger = (controller: Type): void =>
  Reflect.defineMetadata(EXCLUDE_CONTROLLER, [true], controller);

/** Other methods than POST exist only to be answered with 405. */
export function documentOnlyPost({ prototype }: Type): void {
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (name !== 'constructor' && name !== 'post') {
      Reflect.defineMetadata(EXCLUDE_ENDPOINT, { disable: true }, prototype[name]);
    }
  }
}
