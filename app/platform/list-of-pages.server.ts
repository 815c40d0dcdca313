import type { EntryContext } from "@remix-run/node";

const IS_LIGHT = /^frames\/(public|operator)$/;
const SAID = '"v3_lazyRouteDiscovery":true';

/** A page of the frames that anybody reads without an account: it has nothing that comes later. */
export const isLightPage = ({ staticHandlerContext }: EntryContext): boolean =>
  staticHandlerContext.matches.some(({ route }) => IS_LIGHT.test(route.id));

/**
 * Which pages there are comes to the browser as one list of 16 kB (compressed). A public page brings its own part of it and asks for
 * more when somebody goes on. Every other page has the whole list at once: a caregiver's phone must find its pages without a
 * network, where whoever asks for a part dies with «Failed to fetch».
 */
export function withListOfPages(context: EntryContext): EntryContext {
  if (isLightPage(context)) return context;
  const { serverHandoffString: said = "", future } = context;
  if (!said.includes(SAID)) throw new Error(`the page tells its browser ${said}, expected ${SAID} in it`);
  return {
    ...context,
    future: { ...future, v3_lazyRouteDiscovery: false },
    serverHandoffString: said.replace(SAID, SAID.replace("true", "false")),
  };
}
