import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { photoBytes } from "~/modules/catalog/use-cases/facility-photos.server";

/** A stored picture never changes under its name, so a browser may keep it. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:catalog");
  const picture = await photoBytes(actor, params.name ?? "");
  if (!picture) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(picture), {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(picture.length),
      "Cache-Control": "private, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
      "Content-Disposition": "inline",
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
