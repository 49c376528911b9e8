import { All, Delete, Get, Head, Options, Patch, Post, Put, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { ApplicationConfig } from '@nestjs/core';

// HEAD is declared before GET, because Fastify adds a HEAD route of its own to a GET route.
const EACH_METHOD = { head: Head, post: Post, get: Get, put: Put, patch: Patch, delete: Delete, options: Options };
const ROUTES = { all: All, ...EACH_METHOD };

/** The methods of the controller. Each of them is a route or not, depending on its metadata. */
export const ROUTE_NAMES = Object.keys(ROUTES);

/** One route for all methods, so that Nest logs one line. */
export const useOneRoute = (controller: Type, path: string): void =>
  setRoutes(controller, path, (route) => route === 'all');

/** A route for each method. */
export const useRouteForEachMethod = (controller: Type, path: string): void =>
  setRoutes(controller, path, (route) => route !== 'all');

/**
 * Whether the application excludes the webhook from the global prefix for certain methods, as in
 * `{ path: 'webhooks/vzaps', method: RequestMethod.POST }`. Nest then compares the method of the exclusion with the
 * method of the route, so that the webhook needs a route for each method.
 */
export function isExcludedByMethod(path: string, config: ApplicationConfig): boolean {
  const { exclude = [] } = config.getGlobalPrefixOptions();
  const fullPath = path.startsWith('/') ? path : `/${path}`;
  return exclude.some(
    ({ requestMethod, pathRegex }) => requestMethod !== RequestMethod.ALL && pathRegex.test(fullPath),
  );
}

function setRoutes({ prototype }: Type, path: string, isRoute: (name: string) => boolean): void {
  for (const [name, decorate] of Object.entries(ROUTES)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name) as TypedPropertyDescriptor<object>;
    if (isRoute(name)) {
      decorate(path)(prototype, name, descriptor);
    } else {
      Reflect.deleteMetadata(PATH_METADATA, descriptor.value as object);
      Reflect.deleteMetadata(METHOD_METADATA, descriptor.value as object);
    }
  }
}
