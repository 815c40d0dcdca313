import { publicOrigin } from "./environment.server";

/** Where this installation is reached: as its owner said, else as the reader came. */
export const ownOrigin = (request: Request): string => publicOrigin() ?? new URL(request.url).origin;
