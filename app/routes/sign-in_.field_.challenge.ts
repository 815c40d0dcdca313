import type { ActionFunctionArgs } from "@remix-run/node";
import { challengeFor } from "~/modules/accounts/use-cases/field-sign-in.server";

/** What a bound phone signs before it sends the PIN. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const challenge = await challengeFor(String(form.get("device") ?? ""));
  return Response.json({ challenge }, { headers: { "Cache-Control": "no-store" } });
}
