import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { addOrderPhoto } from "~/modules/work-orders/use-cases/order-photos.server";
import { LARGEST_PHOTO } from "~/platform/photo-files.server";
import { receiveFile } from "~/platform/receive-file.server";

export const loader = ({ params }: { params: { id?: string } }) => redirect(`/visits/orders/${params.id ?? ""}`);

/** Adds a picture of what was done; the order's page says how it went. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:work-orders", "propose:residents"]);
  const city = await requireCity(request);
  const id = params.id ?? "";
  const back = (said: string) => redirect(`/visits/orders/${id}?photo=${said}#photos`);
  const received = await receiveFile(request, LARGEST_PHOTO);
  if (!received.ok) return back(received.refusal);
  const { file } = received.value;
  if (!file) return back("photo-missing");
  const added = await addOrderPhoto(actor, city, id, file.bytes);
  if (added.ok) return back("added");
  const { kind } = added.refusal;
  if (kind === "not-there") throw Response.json({ kind: "no-such-order" }, { status: 404 });
  if (kind === "not-permitted")
    throw Response.json({ refusal: kind, permission: "act:work-orders", role: actor.role }, { status: 403 });
  return back(kind);
}
