import type { ActionFunctionArgs } from "@remix-run/node";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import { fieldSignIn } from "~/modules/accounts/use-cases/field-sign-in.server";
import { machineAnswer } from "~/modules/accounts/use-cases/answer-with-session.server";

/** A bound phone's signature and its owner's PIN. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 500);
  const answer = { deviceId: text("device"), challengeId: text("challenge"), signature: text("signature"), pin: text("pin") };
  return machineAnswer(await fieldSignIn({ ...answer, phone: text("phone") }, await arrivalOf(request)));
}
