import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { orderPhoto } from "~/modules/work-orders/use-cases/order-photos.server";

/** A sealed picture, opened for whoever sees its order; nobody keeps a copy. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActorOfAny(request, ["read:work-orders", "propose:residents"]);
  const picture = await orderPhoto(actor, params["id"] ?? "", params["photo"] ?? "");
  if (!picture) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(picture), {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(picture.length),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Content-Disposition": "inline",
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
