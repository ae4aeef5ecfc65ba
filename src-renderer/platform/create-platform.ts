import { createDesktopPlatform } from './desktop.ts';
import type { Platform } from './platform.ts';
import { createWebPlatform } from './web.ts';

/** The platform that this page runs on. */
export function createPlatform(scope: Window = window): Platform {
  return scope.desktop === undefined
    ? createWebPlatform(scope)
    : createDesktopPlatform(scope.desktop, scope.document);
}
