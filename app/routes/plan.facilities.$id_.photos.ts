import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { parseFormData } from "@mjackson/form-data-parser";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireCityOfFacility } from "~/modules/catalog/use-cases/city-of-facility.server";
import { addPhoto, takeDownPhoto } from "~/modules/catalog/use-cases/facility-photos.server";
import { withoutNul } from "~/modules/catalog/domain/without-nul";
import { isCalendarDay } from "~/shared/calendar-day";

const LARGEST = 12 * 1024 * 1024;

export const loader = ({ params }: { params: { id?: string } }) => redirect(`/plan/facilities/${params.id ?? ""}`);

/** Adds a picture, or takes one down. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCityOfFacility(actor, params.id);
  if (Number(request.headers.get("Content-Length") ?? 0) > LARGEST + 100_000)
    return Response.json({ refusal: { kind: "photo-too-large", most: LARGEST } }, { status: 413 });
  const form = await parseFormData(request, { maxFileSize: LARGEST }).catch((error: Error) => {
    if (error.name === "MaxFileSizeExceededError") return null;
    throw error;
  });
  if (!form) return Response.json({ refusal: { kind: "photo-too-large", most: LARGEST } }, { status: 413 });
  const id = params.id ?? "";
  if (form.get("intent") === "take-down") {
    const gone = await takeDownPhoto(actor, city.code, id, withoutNul(String(form.get("photo") ?? "")));
    return { refusal: gone.ok ? null : gone.refusal };
  }
  const file = form.get("file");
  const takenOn = String(form.get("takenOn") ?? "");
  const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  const photo = {
    bytes,
    caption: withoutNul(String(form.get("caption") ?? "")),
    takenOn: isCalendarDay(takenOn) ? takenOn : null,
  };
  const added = await addPhoto(actor, city.code, id, photo);
  return { refusal: added.ok ? null : added.refusal };
}
