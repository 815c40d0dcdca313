import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { photoBytes, publicPhotoBytes } from "~/modules/catalog/use-cases/facility-photos.server";

/** A stored picture never changes under its name, so a browser may keep it. What no public page shows is for staff. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const name = params.name ?? "";
  const picture = (await publicPhotoBytes(name)) ?? (await photoBytes(await requireActor(request, "read:catalog"), name));
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
